/** Which label of the data each label of a model stands for; undefined: it stands for none. */
export type LabelMap = ReadonlyMap<string, string>

/** The scores of a model under the labels of the data: those that stand for one label are added up, or the highest taken. */
export function mapScores(
  scores: ArrayLike<number>,
  modelLabels: readonly string[],
  labels: readonly string[],
  map: LabelMap,
  multiLabel: boolean,
  into: Float32Array,
): void {
  into.fill(0)
  modelLabels.forEach((name, k) => {
    const at = labels.indexOf(map.get(name) ?? name)
    if (at === -1) return
    into[at] = multiLabel ? Math.max(into[at]!, scores[k]!) : into[at]! + scores[k]!
  })
}
