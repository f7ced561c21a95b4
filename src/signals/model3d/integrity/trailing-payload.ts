import type { Finding } from '../finding.ts'
import type { Check } from './check.ts'

/** Less than this is what careless exporters leave. */
const MOST_UNUSED = 1_024

/** Bytes that are no part of the model: behind its end, or in buffers where nothing looks. */
export const trailingPayload: Check = ({ item: { trailingBytes, unusedBytes } }) => {
  const findings: Finding[] = []
  if (trailingBytes > 0) {
    const says = `${trailingBytes} bytes stand behind the end of the model.`
    findings.push({ code: 'trailing-bytes', severity: 'warning', at: 'file', says })
  }
  if (unusedBytes > 0) {
    const severity = unusedBytes > MOST_UNUSED ? 'warning' : 'note'
    const says = `${unusedBytes} bytes of the buffers are used by nothing.`
    findings.push({ code: 'unused-bytes', severity, at: '/buffers', says })
  }
  return findings
}
