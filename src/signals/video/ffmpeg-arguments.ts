import { type FramesAsked, mostFrames, selectFrames } from './frames-asked.ts'
import type { VideoFormat } from './video-format.ts'
import type { VideoLimits } from './video-limits.ts'

/**
 * The demuxer of each container. It is always named: left to itself ffmpeg would take a playlist (HLS, concat), which names
 * files and addresses to read, for what it is. References of the container to other files stay off.
 */
const DEMUXERS: Readonly<Record<VideoFormat, readonly string[]>> = {
  mp4: ['-f', 'mov', '-enable_drefs', '0', '-use_absolute_path', '0'],
  mov: ['-f', 'mov', '-enable_drefs', '0', '-use_absolute_path', '0'],
  webm: ['-f', 'matroska'],
}

const DECODERS = 'h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4'

/** What is common to all calls; the file is standard input under a name that can be sought in. */
function input(format: VideoFormat, { maxPixels }: VideoLimits): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'level+info', '-threads', '1'],
    // No other protocol: whatever the file says, nothing is fetched.
    ...['-protocol_whitelist', 'file', '-codec_whitelist', DECODERS, '-max_pixels', String(maxPixels)],
    ...DEMUXERS[format],
    ...['-i', '/dev/fd/0'],
  ]
}

/** Tells of a video what its header says. */
export function probeArguments(format: VideoFormat, limits: VideoLimits): string[] {
  return input(format, limits)
}

/**
 * Gives frames as pictures (PPM) in RGB at their own size, scaled as the reference of vPDQ does; one more than are wanted at
 * the most, so that it shows when there are more. All frames are counted in the log, and those that are given once more.
 */
export function frameArguments(format: VideoFormat, asked: FramesAsked, limits: VideoLimits): string[] {
  const filters = [
    'showinfo=checksum=0',
    `select=${selectFrames(asked)}`,
    'showinfo=checksum=0',
    'scale=w=iw:h=ih:flags=area+accurate_rnd',
    'format=rgb24',
  ]
  return [
    ...input(format, limits),
    ...['-map', '0:v:0', '-an', '-sn', '-dn', '-filter_threads', '1', '-vf', filters.join(',')],
    ...['-fps_mode', 'passthrough', '-frames:v', String(mostFrames(asked) + 1)],
    ...['-threads', '1', '-c:v', 'ppm', '-f', 'image2pipe', 'pipe:1'],
  ]
}
