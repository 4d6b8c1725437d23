import jsep from 'jsep'
import { Decimal, ZERO } from '../money/decimal'

/**
 * Formulas of prices and costs: + - * / % **, comparisons, && || !, a ? b : c, and min, max, ceil, floor, round, abs. Names stand for numbers
 * that were chosen and for options (1 when chosen, 0 when not). There are no loops and no other names, and every formula is
 * short, so that each has an end.
 */

/** Why a formula gives no price. */
export type FormulaProblem =
  | 'syntax'
  | 'too_long'
  | 'unknown_name'
  | 'unknown_function'
  | 'not_allowed'
  | 'division_by_zero'
  | 'too_large'
  | 'exponent'

export class FormulaError extends Error {
  constructor(
    readonly code: FormulaProblem,
    /** the name or sign that it is about */
    readonly at = '',
  ) {
    super(`${code} ${at}`.trim())
    this.name = 'FormulaError'
  }
}

export const MAX_CHARACTERS = 500
const MAX_PARTS = 200
/** Beyond this no price lies. */
const LARGEST = new Decimal('1e12')
const MAX_EXPONENT = 10

type Node = jsep.Expression
const ONE = new Decimal(1)
const truth = (value: boolean) => (value ? ONE : ZERO)

const functions: Record<string, (values: Decimal[]) => Decimal> = {
  min: (values) => Decimal.min(...values),
  max: (values) => Decimal.max(...values),
  ceil: ([value = ZERO]) => value.ceil(),
  floor: ([value = ZERO]) => value.floor(),
  round: ([value = ZERO, digits = ZERO]) => value.toDecimalPlaces(decimals(digits)),
  abs: ([value = ZERO]) => value.abs(),
}

const arity: Record<string, readonly [number, number]> = {
  min: [1, 20],
  max: [1, 20],
  ceil: [1, 1],
  floor: [1, 1],
  round: [1, 2],
  abs: [1, 1],
}

const binary: Record<string, (left: Decimal, right: Decimal) => Decimal> = {
  '+': (left, right) => left.add(right),
  '-': (left, right) => left.sub(right),
  '*': (left, right) => left.mul(right),
  '/': (left, right) => divide(left, right),
  '%': (left, right) => (right.isZero() ? divide(left, right) : left.mod(right)),
  '**': power,
  '<': (left, right) => truth(left.lt(right)),
  '<=': (left, right) => truth(left.lte(right)),
  '>': (left, right) => truth(left.gt(right)),
  '>=': (left, right) => truth(left.gte(right)),
  '==': (left, right) => truth(left.eq(right)),
  '!=': (left, right) => truth(!left.eq(right)),
}

function decimals(digits: Decimal): number {
  if (!digits.isInteger() || digits.lt(0) || digits.gt(6)) throw new FormulaError('not_allowed', digits.toFixed())
  return digits.toNumber()
}

function divide(left: Decimal, right: Decimal): Decimal {
  if (right.isZero()) throw new FormulaError('division_by_zero')
  return left.div(right)
}

function power(base: Decimal, exponent: Decimal): Decimal {
  if (!exponent.isInteger() || exponent.abs().gt(MAX_EXPONENT)) throw new FormulaError('exponent', exponent.toFixed())
  if (base.isZero() && exponent.lt(0)) throw new FormulaError('division_by_zero')
  return base.pow(exponent)
}

/**
 * Reads a formula and checks everything that can be known without values.
 * @param names that it may use
 * @throws FormulaError
 */
export function parseFormula(text: string, names: ReadonlySet<string>): Node {
  if (text.length > MAX_CHARACTERS) throw new FormulaError('too_long')
  let tree: Node
  try {
    tree = jsep(text)
  } catch {
    throw new FormulaError('syntax')
  }
  let parts = 0
  const check = (node: Node): void => {
    if (++parts > MAX_PARTS) throw new FormulaError('too_long')
    switch (node.type) {
      case 'Literal':
        if (typeof node.value !== 'number') throw new FormulaError('not_allowed', String(node.raw))
        return
      case 'Identifier':
        if (!names.has(String(node.name))) throw new FormulaError('unknown_name', String(node.name))
        return
      case 'UnaryExpression':
        if (!['-', '+', '!'].includes(String(node.operator))) throw new FormulaError('not_allowed', String(node.operator))
        check(node.argument as Node)
        return
      case 'BinaryExpression': {
        const operator = String(node.operator)
        if (!Object.hasOwn(binary, operator) && operator !== '&&' && operator !== '||') throw new FormulaError('not_allowed', operator)
        check(node.left as Node)
        check(node.right as Node)
        return
      }
      case 'ConditionalExpression':
        for (const part of [node.test, node.consequent, node.alternate]) check(part as Node)
        return
      case 'CallExpression': {
        const name = String((node.callee as Node).name)
        const given = node.arguments as Node[]
        const [least, most] = Object.hasOwn(arity, name) ? (arity[name] as readonly [number, number]) : [1, 0]
        if (given.length < least || given.length > most) throw new FormulaError('unknown_function', name)
        for (const part of given) check(part)
        return
      }
      default:
        throw new FormulaError('syntax')
    }
  }
  check(tree)
  return tree
}

/**
 * What a formula comes to; exact but for divisions.
 * @throws FormulaError when it divides by zero or leaves what a price can be
 */
export function evaluateFormula(tree: Node, values: ReadonlyMap<string, Decimal>): Decimal {
  const value = evaluate(tree, values)
  if (value.abs().gt(LARGEST)) throw new FormulaError('too_large')
  return value
}

function evaluate(node: Node, values: ReadonlyMap<string, Decimal>): Decimal {
  const of = (part: unknown) => evaluate(part as Node, values)
  switch (node.type) {
    case 'Literal':
      // the figures as they were written; the number that was read from them may have lost some
      return new Decimal(String(node.raw))
    case 'Identifier':
      return values.get(String(node.name)) ?? ZERO
    case 'UnaryExpression': {
      const value = of(node.argument)
      return node.operator === '-' ? value.neg() : node.operator === '!' ? truth(value.isZero()) : value
    }
    case 'BinaryExpression': {
      const operator = String(node.operator)
      const left = of(node.left)
      if (operator === '&&') return truth(!left.isZero() && !of(node.right).isZero())
      if (operator === '||') return truth(!left.isZero() || !of(node.right).isZero())
      const result = (binary[operator] as (typeof binary)[string])(left, of(node.right))
      if (result.abs().gt(LARGEST)) throw new FormulaError('too_large')
      return result
    }
    case 'ConditionalExpression':
      return of(node.test).isZero() ? of(node.alternate) : of(node.consequent)
    default: {
      const name = String((node.callee as Node).name)
      return (functions[name] as (typeof functions)[string])((node.arguments as Node[]).map(of))
    }
  }
}
