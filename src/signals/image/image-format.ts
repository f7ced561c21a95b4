export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif'

/** Which of the formats that are read a file begins as, by its first bytes alone; its name is never asked. */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP')) return 'webp'
  return undefined
}

/** Whether bytes begin with these, each letter one byte. */
export function startsWith(bytes: Uint8Array, letters: string): boolean {
  for (let at = 0; at < letters.length; at++) if (bytes[at] !== letters.charCodeAt(at)) return false
  return true
}

/** Whether a file begins as SVG does, after white space, marks and comments. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).toLowerCase()
  return /^[\s\xef\xbb\xbf]*</.test(start) && start.includes('<svg')
}
