import { type LayersModel, readLayersModel } from './layers-model.ts'

/** The labels of nsfwjs, in the order of what its models put out. Source: nsfwjs/src/nsfw_classes.ts. */
export const NSFW_LABELS = ['Drawing', 'Hentai', 'Neutral', 'Porn', 'Sexy'] as const

/** What the package offers without TensorFlow.js, which only its core asks for. */
interface Bundled {
  readonly MobileNetV2Model: {
    modelJson(): Promise<{ readonly default: unknown }>
    readonly weightBundles: readonly (() => Promise<{ readonly default: unknown }>)[]
  }
}

const PACKAGE: string = 'nsfwjs/models/mobilenet_v2'

/**
 * The MobileNetV2 that the installed package nsfwjs brings along, read from its files: nothing is fetched. Rejects saying what to
 * install when it is not there, or is another than is known.
 */
export async function nsfwSource(name = PACKAGE): Promise<LayersModel> {
  let bundled: Bundled
  try {
    bundled = (await import(name)) as Bundled
  } catch (fault) {
    throw new Error(
      'the package nsfwjs, which brings the model along, is not installed: npm install nsfwjs',
      {
        cause: fault,
      },
    )
  }
  try {
    const { MobileNetV2Model } = bundled
    const json = (await MobileNetV2Model.modelJson()).default
    const shards: Buffer[] = []
    for (const load of MobileNetV2Model.weightBundles)
      shards.push(Buffer.from(String((await load()).default), 'base64'))
    return readLayersModel(json, Buffer.concat(shards))
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    throw new Error(
      `the model in the package nsfwjs cannot be read (${message}): install nsfwjs 4.3.0 again`,
      {
        cause: fault,
      },
    )
  }
}
