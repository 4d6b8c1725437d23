/** A small deterministic generator (mulberry32): what is drawn with one seed is the same on every machine. */
export class Random {
  constructor(private seed: number) {}

  /** from 0 to below 1 */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** a whole number from `low` to `high`, both included */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T
  }

  /** `count` different elements, in random order */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list]
    for (let i = rest.length - 1; i > 0; i--) {
      const j = this.int(0, i)
      ;[rest[i], rest[j]] = [rest[j] as T, rest[i] as T]
    }
    return rest.slice(0, count)
  }
}
