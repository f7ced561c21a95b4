import type { Picture } from '../image/picture.ts'
import type { Finding } from '../model3d/finding.ts'
import type { FramesAsked } from './frames-asked.ts'
import type { VideoFormat } from './video-format.ts'

export interface VideoFrame {
  /** Its number in the video, from 0. */
  readonly index: number
  readonly seconds: number
  /** RGB. */
  readonly picture: Picture
}

export interface VideoRead {
  readonly format: VideoFormat | undefined
  readonly findings: readonly Finding[]
  /** How many frames were given. */
  readonly frames: number
  /** Frames a second that the header tells. */
  readonly rate: number | undefined
  /** False when there may be frames that should have been given and were not. */
  readonly whole: boolean
}

/** Reads frames of videos by the ffmpeg of the machine, in a process of its own that is bounded and may die. */
export interface VideoReader {
  /** `video-unavailable` when there is no ffmpeg: then no video is read. */
  readonly finding: Finding | undefined
  /** Changes with ffmpeg: part of the version of facts. */
  readonly version: string
  /** Gives `each` the frames that are asked for, one after the other, in order. Never rejects for what the bytes hold. */
  read(
    bytes: Uint8Array,
    asked: FramesAsked,
    each: (frame: VideoFrame) => Promise<void> | void,
  ): Promise<VideoRead>
}
