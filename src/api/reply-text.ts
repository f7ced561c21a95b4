import type { Decision, Reason } from '../core/decision.ts'

/** The reply to a screened event as JSON text; written out because it stands on the busiest path. */
export function replyText(decision: Decision, line?: number): string {
  const { masked, reasons, unknown } = decision
  return `{${line === undefined ? '' : `"line":${line},`}"decision":"${decision.decision}","verdict":"${decision.verdict}"${
    masked === undefined ? '' : `,"masked":${JSON.stringify(masked)}`
  },"reasons":${reasons.length === 0 ? '[]' : JSON.stringify(reasons.map(inOrder))},"unknown":${
    unknown.length === 0 ? '[]' : JSON.stringify(unknown)
  },"ruleset":"${decision.ruleset}","latencyMs":${decision.latencyMs}}`
}

/** The fields of a reason in one order, whether it was just judged or has been read back from the store. */
function inOrder({ rule, policy, severity, verdict, saw, spans }: Reason): object {
  return { rule, policy, severity, verdict, saw, spans }
}
