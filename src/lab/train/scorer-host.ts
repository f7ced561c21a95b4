import type { OnnxLoad } from '../../signals/models/onnx/onnx-runtime.ts'

/** An ONNX model that is loaded. */
export interface OpenOnnx {
  /** Values a text. */
  readonly width: number
  /** Row by row, so many values a text. */
  score(texts: readonly string[]): Promise<Float32Array>
}

/** What opening models of the lab needs: something that runs ONNX models; not there: only linear ones can be opened. */
export interface ScorerHost {
  readonly openOnnx?: (load: OnnxLoad) => Promise<OpenOnnx>
}
