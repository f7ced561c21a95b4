/** ln(1 - e^x) for x ≤ 0. Source: Mächler, Accurately Computing log(1 - exp(-|a|)) (2012). */
export function logComplement(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x))
}
