import { z } from 'zod'
import type { ImageModelAsked, ImagePreprocessing } from '../../media/look.ts'

const Three = z.tuple([z.number(), z.number(), z.number()])

/** What an image model has beside kind, of, on, deadline and degrade in models.yaml. */
export const ImageOptions = z.strictObject({
  /** The model that is made of an installed package; left out: models/NAME/model.onnx of the pack. */
  source: z.enum(['nsfwjs']).exactOptional(),
  /** In the order of what it puts out. Of `source: nsfwjs` they are known. */
  labels: z.array(z.string().min(1).max(100)).min(1).max(200).exactOptional(),
  /** How scores are made of what it puts out; left out: softmax. `none`: it puts out scores. */
  activation: z.enum(['softmax', 'sigmoid', 'none']).exactOptional(),
  /** Names of its outputs: of the scores (left out: the first), and of what heads of the lab may stand on. */
  output: z.string().min(1).exactOptional(),
  embedding: z.string().min(1).exactOptional(),
  /** How a picture becomes its input. */
  width: z.int().min(8).max(1024).exactOptional(),
  height: z.int().min(8).max(1024).exactOptional(),
  fit: z.enum(['stretch', 'crop']).exactOptional(),
  resize: z.enum(['corners', 'smooth']).exactOptional(),
  layout: z.enum(['nchw', 'nhwc']).exactOptional(),
  colours: z.enum(['rgb', 'bgr']).exactOptional(),
  mean: Three.exactOptional(),
  deviation: Three.refine(
    (values) => values.every((value) => value > 0),
    'a deviation is above 0',
  ).exactOptional(),
  /** The run time; left out: native where it is installed, else WebAssembly. */
  runtime: z.enum(['native', 'wasm']).exactOptional(),
})
export type ImageOptions = z.infer<typeof ImageOptions>

/** What most models that were trained on ImageNet take. */
export const IMAGE_DEFAULTS: ImagePreprocessing & Pick<ImageModelAsked, 'activation'> = {
  ...{ activation: 'softmax', width: 224, height: 224, fit: 'stretch', resize: 'smooth' },
  ...{ layout: 'nchw', colours: 'rgb', mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
}
