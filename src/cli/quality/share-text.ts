import type { QualityEstimate } from '../../api/contract/quality.ts'

/** A share in per cent, with as many digits as its size asks for. */
export function percent(share: number): string {
  const hundredths = share * 100
  const size = Math.abs(hundredths)
  const decimals = size === 0 || size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3
  return `${hundredths.toLocaleString('en-US', { maximumFractionDigits: decimals })} %`
}

/** As `1.2 % (0.8 to 1.9 %)`; a dash for what is not to be known. */
export function shareText(estimate: QualityEstimate | null): string {
  if (estimate === null) return '–'
  return `${percent(estimate.value)} (${percent(estimate.low).replace(' %', '')} to ${percent(estimate.high)})`
}

/** As `0.74 (0.61 to 0.85)`. */
export function numberText(estimate: QualityEstimate | null): string {
  if (estimate === null) return '–'
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((one) => one.toFixed(2))
  return `${value} (${low} to ${high})`
}

/** A whole number with its thousands parted. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}
