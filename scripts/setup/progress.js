// Runs before anything is installed: no dependencies, plain JavaScript.

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1)

/**
 * Tells of a step while it runs and when it is done: on a terminal one line that counts the seconds, elsewhere a line at its
 * beginning if it takes longer than a moment, and one at its end.
 * @template T
 * @param {{ doing: string, done: string }} words 'building pages, about a minute' and 'pages built'
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function tellingOf({ doing, done }, work) {
  const started = performance.now()
  const { stdout } = process
  const show = () =>
    stdout.write(stdout.isTTY ? `\r\x1b[2K  ${doing} … ${Math.floor((performance.now() - started) / 1000)} s` : `  ${doing} …\n`)
  const first = setTimeout(show, 1000)
  const again = stdout.isTTY ? setInterval(show, 1000) : undefined
  try {
    const result = await work()
    if (stdout.isTTY) stdout.write('\r\x1b[2K')
    stdout.write(`  ${done} in ${seconds(started)} s\n`)
    return result
  } finally {
    clearTimeout(first)
    clearInterval(again)
  }
}
