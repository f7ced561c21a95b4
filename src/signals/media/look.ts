import type { Picture } from '../image/picture.ts'
import type { Finding } from '../model3d/finding.ts'
import type { SlotProfile } from '../model3d/slot-profile.ts'
import type { Box, MediaFacts, ReadText } from './media-facts.ts'

/** What is to be measured of files: what the signals of a pack need, and no more. */
export interface LookAsked {
  /** Slot profiles that items are held against. */
  readonly profiles: readonly SlotProfile[]
  /** Image models to ask, by name. */
  readonly models: readonly ImageModelAsked[]
  /** Whether writing is read. */
  readonly reads: boolean
}

export interface ImageModelAsked {
  readonly name: string
  /** The ONNX file: where it lies, or its bytes where they came with the pack. */
  readonly file: string | Uint8Array
  /** What the file must be: the model's version stands on it. */
  readonly sha256: string
  readonly labels: readonly string[]
  readonly preprocessing: ImagePreprocessing
  /** How scores are made of what it puts out; `none`: they are scores already. */
  readonly activation: 'none' | 'softmax' | 'sigmoid'
  /** Name of the output that has the scores; undefined: the first. */
  readonly output: string | undefined
  /** Name of the output that heads of the lab stand on; undefined: it has none. */
  readonly embedding: string | undefined
  /** The run time; undefined: native where it works, else WebAssembly. */
  readonly runtime: 'native' | 'wasm' | undefined
}

/** How a picture becomes the input of a model. */
export interface ImagePreprocessing {
  readonly width: number
  readonly height: number
  /** `stretch`: to the size whatever its shape; `crop`: the middle of what has the model's shape. */
  readonly fit: 'stretch' | 'crop'
  /**
   * `corners`: between the four nearest pixels, corner on corner, as TensorFlow.js' resizeBilinear with alignCorners; `smooth`: a
   * triangle as wide as the picture shrinks, as Pillow's BILINEAR.
   */
  readonly resize: 'corners' | 'smooth'
  readonly layout: 'nchw' | 'nhwc'
  readonly colours: 'rgb' | 'bgr'
  /** Each channel is (value / 255 - mean) / deviation. */
  readonly mean: readonly [number, number, number]
  readonly deviation: readonly [number, number, number]
}

/** Asks an image model; pictures in, a row of scores (and perhaps an embedding) for each out. */
export interface ImageScorer {
  /** Of its model's file: what its embeddings are named by. */
  readonly sha256: string
  readonly runtime: 'native' | 'wasm'
  score(pictures: readonly Picture[]): Promise<
    readonly {
      readonly scores: Readonly<Record<string, number>>
      readonly embedding: Float32Array | undefined
    }[]
  >
  /** Frees its memory. */
  close(): Promise<void>
}

/** Reads writing and codes in pictures, one after the other. */
export interface TextReader {
  /** Languages of letters that are read, as their data is named (`kor`, `eng`); none without data: then only codes are read. */
  readonly languages: readonly string[]
  /** Changes whenever the same picture could give other texts: part of the version of facts. */
  readonly version: string
  /** The note `ocr-unavailable`, for the findings of each file, when letters are not read. It does not make a file less whole. */
  readonly finding: Finding | undefined
  /**
   * What is written in a picture, the best read first. Never rejects. `timeMs`: no more work is begun after it; a single step
   * of work (at most about a second) is not broken off, so the thread that it runs in needs a limit of its own.
   */
  read(picture: Picture, timeMs?: number): Promise<ReadPicture>
  close(): Promise<void>
}

export interface ReadPicture {
  readonly texts: readonly ReadText[]
  /** False when time ran out or the engine died: then there may be writing that nobody read, and the file is not whole. */
  readonly whole: boolean
}

/**
 * A picture by its name in the facts, drawn again from the same bytes: the same picture on every machine. An item without bones
 * is worn where the first of `slots` that says it has it; without, where it was when it was looked at.
 */
export type Redraw = (
  bytes: Uint8Array,
  name: string,
  slots?: readonly string[],
) => Promise<Picture | undefined>

/** Where to mark it. */
export interface Mark {
  readonly box: Box
  readonly says: string
}

/** Looks at files in threads that may die. */
export interface Looker {
  /** Files that are looked at side by side. */
  readonly threads: number
  /**
   * Makes a thread ready for what is asked, all models open, and gives the version that facts will have. Rejects with an error
   * that names the model, the problem and the way out.
   */
  ready(asked: LookAsked): Promise<{ readonly version: string }>
  /** Never rejects for what the bytes hold: a file that kills its thread has a finding, and `whole` is false. */
  look(bytes: Uint8Array, asked: LookAsked): Promise<MediaFacts>
  redraw: Redraw
  /** A 3D item as viewers get it (`core/scene-file.ts`); undefined: it is none, or cannot be read. */
  scene(bytes: Uint8Array): Promise<Uint8Array | undefined>
  close(): Promise<void>
}
