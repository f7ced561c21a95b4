/**
 * What ought to become of one account, told in the simplest way that we know: everything that ever happened is kept in a
 * list, and every question is answered by looking through all of it. Shares no code with what it is compared to.
 */
export interface ModelOp {
  readonly kind: 'strike' | 'enforce' | 'reverse' | 'wait'
  /** Number of the decision. */
  readonly decision: number
  readonly family: string
  readonly weight: number
  readonly name: string
  /** How long an enforcement is asked for, or how long nothing happens, in ms; null: without an end. */
  readonly ms: number | null
}

export interface ModelRules {
  readonly expiresMs: number
  readonly foldMs: number
  readonly thresholds: readonly {
    readonly at: number
    readonly withinMs: number
    readonly families: readonly string[] | undefined
    readonly enforcement: string
    readonly forMs: number
  }[]
}

interface Strike {
  readonly decision: number
  readonly family: string
  readonly weight: number
  readonly at: number
  gone: boolean
}

interface Reason {
  readonly decision: number
  /** Index of the threshold; undefined: asked for. */
  readonly threshold: number | undefined
  readonly at: number
  readonly until: number
  gone: boolean
}

interface Held {
  readonly name: string
  state: 'applied' | 'reversed' | 'expired'
  until: number
  readonly reasons: Reason[]
}

export class AccountModel {
  readonly strikes: Strike[] = []
  readonly held: Held[] = []
  readonly rules: ModelRules
  constructor(rules: ModelRules) {
    this.rules = rules
  }

  do(op: ModelOp, now: number): void {
    this.expire(now)
    if (op.kind === 'strike') this.strike(op, now)
    if (op.kind === 'enforce')
      this.enforce(
        op.name,
        op.decision,
        op.ms === null ? Number.POSITIVE_INFINITY : now + op.ms,
        now,
        undefined,
      )
    if (op.kind === 'reverse') this.reverse(op.decision, now)
  }

  expire(now: number): void {
    for (const one of this.held) if (one.state === 'applied' && one.until <= now) one.state = 'expired'
  }

  /** As `name until`. */
  inForce(now: number): string[] {
    return this.held
      .filter(({ state, until }) => state === 'applied' && until > now)
      .map(({ name, until }) => `${name} ${until}`)
      .sort()
  }

  sum(
    now: number,
    withinMs = Number.POSITIVE_INFINITY,
    families?: readonly string[],
    strikes = this.strikes,
  ): number {
    let total = 0
    for (const cause of this.causes(strikes.filter((one) => !one.gone && one.at <= now))) {
      const counting = cause.filter(
        (one) =>
          one.at + this.rules.expiresMs > now &&
          now - one.at < withinMs &&
          (families === undefined || families.includes(one.family)),
      )
      total += Math.max(0, ...counting.map(({ weight }) => weight))
    }
    return total
  }

  /** In the order of time: each strike goes to the first cause that it fits: by decision, else by family and time. */
  private causes(strikes: readonly Strike[]): Strike[][] {
    const causes: Strike[][] = []
    for (const strike of strikes) {
      const soon = (cause: Strike[]) => strike.at - cause[0]!.at <= this.rules.foldMs
      const found =
        causes.find((cause) => cause.some(({ decision }) => decision === strike.decision)) ??
        causes.find((cause) => soon(cause) && cause.some(({ family }) => family === strike.family))
      if (found) found.push(strike)
      else causes.push([strike])
    }
    return causes
  }

  private strike({ decision, family, weight }: ModelOp, now: number): void {
    const before = this.rules.thresholds.map((one) => this.sum(now, one.withinMs, one.families))
    this.strikes.push({ decision, family, weight, at: now, gone: false })
    for (const [i, one] of this.rules.thresholds.entries())
      if (before[i]! < one.at && this.sum(now, one.withinMs, one.families) >= one.at)
        this.enforce(one.enforcement, decision, now + one.forMs, now, i)
  }

  private enforce(
    name: string,
    decision: number,
    until: number,
    now: number,
    threshold: number | undefined,
  ): void {
    let held = this.held.find((one) => one.name === name && one.state === 'applied')
    if (held === undefined) {
      held = { name, state: 'applied', until, reasons: [] }
      this.held.push(held)
    }
    held.reasons.push({ decision, threshold, at: now, until, gone: false })
    held.until = Math.max(held.until, until)
  }

  private reverse(decision: number, now: number): void {
    for (const held of this.held)
      for (const reason of held.reasons)
        if (reason.threshold === undefined && reason.decision === decision) reason.gone = true
    const struck = this.strikes.some((one) => one.decision === decision && !one.gone)
    for (const strike of this.strikes) if (strike.decision === decision) strike.gone = true
    if (struck)
      for (const held of this.held)
        if (held.state === 'applied')
          for (const reason of held.reasons)
            if (reason.threshold !== undefined && !this.stillReached(reason)) reason.gone = true
    for (const held of this.held) {
      if (held.state !== 'applied') continue
      const left = held.reasons.filter(({ gone }) => !gone)
      if (left.length === 0) held.state = 'reversed'
      else held.until = Math.max(...left.map(({ until }) => until))
    }
    this.expire(now)
  }

  private stillReached({ threshold, at }: Reason): boolean {
    const rule = this.rules.thresholds[threshold!]!
    const later = this.held
      .flatMap(({ reasons }) => reasons)
      .filter((one) => one.threshold === threshold && one.at > at)
      .map((one) => one.at)
    const end = Math.min(Number.POSITIVE_INFINITY, ...later)
    const moments = [at, ...this.strikes.filter((one) => !one.gone).map((one) => one.at)]
    return moments.some((ms) => ms >= at && ms < end && this.sum(ms, rule.withinMs, rule.families) >= rule.at)
  }
}
