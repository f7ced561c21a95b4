import type { Value } from '../core/value.ts'

/** Temporary. */
export class KeyHash {
  hi = 0
  lo = 0
  start() {
    this.hi = 0x9e3779b9
    this.lo = 0x7f4a7c15
  }
  add(value: Value, near: boolean) {
    const text = near
      ? String(value)
          .toLowerCase()
          .replace(/[^a-z]/g, '')
      : String(value)
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      this.hi = Math.imul(this.hi ^ c, 0x01000193) >>> 0
      this.lo = Math.imul(this.lo ^ c, 0x5bd1e995) >>> 0
    }
    this.hi = Math.imul(this.hi ^ (this.hi >>> 15), 0x85ebca6b) >>> 0
    this.lo = Math.imul(this.lo ^ (this.lo >>> 13), 0xc2b2ae35) >>> 0
  }
}
