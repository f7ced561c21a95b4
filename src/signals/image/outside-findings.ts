import type { ImageFinding } from './image-finding.ts'
import { otherFormat } from './other-format.ts'

/** What stands after the image, or that its end is missing. */
export function outsideFindings(bytes: Uint8Array, end: number | undefined): ImageFinding[] {
  const other = otherFormat(bytes, end ?? bytes.length)
  const findings: ImageFinding[] = []
  if (end === undefined)
    findings.push({
      ...{ code: 'truncated', severity: 'warning', at: 'file' },
      says: 'The file ends before its image does.',
    })
  if (other !== undefined)
    findings.push({
      ...{ code: 'polyglot', at: `byte ${end ?? bytes.length}` },
      severity: other.isPicture ? 'warning' : 'error',
      says: `The file is ${other.name} as well as an image; give the image alone.`,
    })
  else if (end !== undefined && end < bytes.length)
    findings.push({
      ...{ code: 'trailing-bytes', severity: 'warning', at: `byte ${end}` },
      says: `${bytes.length - end} bytes stand after the end of the image.`,
    })
  return findings
}
