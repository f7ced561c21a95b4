/**
 * The first id behind `latest` in the order of arrival, with the chance part of `asked`; 32 hexadecimal digits each.
 * For a change by hand where another clock was ahead of ours: what somebody does now comes after what is known.
 */
export function idAfter(latest: string, asked: string): string {
  // Time and counter, without the digit of the version between them.
  const next = (BigInt(`0x${latest.slice(0, 12)}${latest.slice(13, 16)}`) + 1n).toString(16).padStart(15, '0')
  return `${next.slice(0, 12)}7${next.slice(12)}${asked.slice(16)}`
}
