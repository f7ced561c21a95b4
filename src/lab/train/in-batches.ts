import type { OpenOnnx } from './scorer-host.ts'

/** How many texts go to an ONNX model together. */
export const ONNX_BATCH = 32

/**
 * The values of many texts, batch by batch, those of like length together so that little is filled up. Batches hang on the
 * texts alone: the same texts give the same values.
 */
export async function inBatches(
  model: OpenOnnx,
  texts: readonly string[],
  onDone: (share: number) => void = () => {},
): Promise<Float32Array> {
  const order = Int32Array.from(texts, (_, i) => i)
  if (texts.length > ONNX_BATCH) order.sort((a, b) => texts[a]!.length - texts[b]!.length || a - b)
  const values = new Float32Array(texts.length * model.width)
  for (let at = 0; at < order.length; at += ONNX_BATCH) {
    const batch = order.subarray(at, at + ONNX_BATCH)
    const own = await model.score(Array.from(batch, (i) => texts[i]!))
    batch.forEach((i, k) => {
      values.set(own.subarray(k * model.width, (k + 1) * model.width), i * model.width)
    })
    onDone(Math.min(1, (at + ONNX_BATCH) / order.length))
  }
  return values
}
