// A thread that solves mixed-integer programs with HiGHS, one after the other. Plain JavaScript, because a thread does not
// take over how the process that starts it reads TypeScript. Types: solver.ts beside it.
import { parentPort, workerData } from 'node:worker_threads'
import loadHighs from 'highs'

/** Told from the other side that the present program is to end with what it has found. */
const stop = new Int32Array(workerData.stop)
const highs = await loadHighs()
const { callbackType, modelStatus } = highs.constants
const FEASIBLE = 2

parentPort.on('message', (message) => {
  try {
    if (message.type === 'subsets') parentPort.postMessage({ type: 'subsets', subsets: cheapestSubsets(message) })
    else solve(message)
  } catch (error) {
    parentPort.postMessage({ type: 'failed', message: String(error) })
  }
})

function solve({ program, gap, seconds }) {
  const bound = (value) =>
    value === Number.POSITIVE_INFINITY ? highs.infinity : value === Number.NEGATIVE_INFINITY ? -highs.infinity : value
  const model = highs.createModel({
    numCols: program.columns,
    numRows: program.rowLower.length,
    colCost: program.cost,
    colLower: program.cost.map(() => 0),
    colUpper: program.upper.map(bound),
    rowLower: program.rowLower.map(bound),
    rowUpper: program.rowUpper.map(bound),
    matrix: {
      format: 'csr',
      numRows: program.rowLower.length,
      numCols: program.columns,
      starts: program.starts,
      indices: program.indices,
      values: program.values,
    },
    integrality: program.whole,
  })
  try {
    model.options.set({ output_flag: false, mip_rel_gap: gap, time_limit: seconds })
    model.run({
      [callbackType.mipLogging](event) {
        const { mip_gap: share, mip_primal_bound: best } = event.data
        parentPort.postMessage({ type: 'progress', gap: Number.isFinite(share) ? share : null, best: Number.isFinite(best) ? best : null })
      },
      [callbackType.mipInterrupt](event) {
        if (Atomics.load(stop, 0) === 1) event.interrupt()
      },
    })
    const status = model.getModelStatus()
    const found = model.info.get('primal_solution_status') === FEASIBLE
    parentPort.postMessage({
      type: 'solved',
      values: found ? model.getSolution().colValue : null,
      impossible: status === modelStatus.infeasible,
      gap: found ? Math.max(0, model.info.get('mip_gap')) : null,
    })
  } finally {
    model.dispose()
  }
}

/**
 * All sets of `size` suppliers that have every line between them, cheapest first by what the lines cost at the cheapest of the
 * set; `keep` of them at the most.
 * @param costs of each supplier for each line, one supplier after the other; Infinity where it does not have the line
 */
function cheapestSubsets({ costs, suppliers, lines, size, keep }) {
  const found = []
  let dearest = Number.POSITIVE_INFINITY
  const members = []
  const least = Array.from({ length: size + 1 }, () => new Float64Array(lines).fill(Number.POSITIVE_INFINITY))
  const choose = (from) => {
    const depth = members.length
    const now = least[depth]
    if (depth === size) {
      let sum = 0
      for (let line = 0; line < lines; line++) sum += now[line]
      if (!(sum < dearest)) return
      found.push({ members: [...members], least: sum })
      if (found.length < 2 * keep) return
      found.sort((a, b) => a.least - b.least)
      found.length = keep
      dearest = found[keep - 1].least
      return
    }
    for (let supplier = from; supplier <= suppliers - (size - depth); supplier++) {
      const next = least[depth + 1]
      const offset = supplier * lines
      for (let line = 0; line < lines; line++) next[line] = Math.min(now[line], costs[offset + line])
      members.push(supplier)
      choose(supplier + 1)
      members.pop()
    }
  }
  choose(0)
  return found.sort((a, b) => a.least - b.least).slice(0, keep)
}
