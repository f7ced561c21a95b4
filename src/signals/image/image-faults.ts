import type { ImageFinding } from './image-finding.ts'
import { looksLikeSvg } from './image-format.ts'
import type { ImageLimits } from './image-limits.ts'

// What a file that gives no whole picture is told, one function for each.

export function strange(bytes: Uint8Array): ImageFinding {
  return looksLikeSvg(bytes)
    ? {
        ...{ code: 'svg', severity: 'error', at: 'file' },
        says: 'An SVG, which can hold scripts and links, is not read; give PNG, JPEG, WebP or GIF.',
      }
    : {
        ...{ code: 'not-an-image', severity: 'error', at: 'file' },
        says: 'The first bytes are not those of PNG, JPEG, WebP or GIF; give one of them.',
      }
}

export function tooManyBytes(count: number, { maxBytes }: ImageLimits): ImageFinding {
  return {
    ...{ code: 'too-many-bytes', severity: 'error', at: 'file' },
    says: `${count} bytes are more than the ${maxBytes} that are read; give a smaller file.`,
  }
}

export function tooSlow({ timeoutMs }: ImageLimits): ImageFinding {
  return {
    ...{ code: 'too-slow', severity: 'error', at: 'pixels' },
    says: `The image was not decoded within ${timeoutMs} ms.`,
  }
}

export function notDecodable(): ImageFinding {
  return {
    ...{ code: 'not-decodable', severity: 'error', at: 'file' },
    says: 'The file begins as an image but cannot be decoded; it is damaged, or no image.',
  }
}

export function tooManyPixels(width: number, height: number, { maxPixels }: ImageLimits): ImageFinding {
  return {
    ...{ code: 'too-many-pixels', severity: 'error', at: 'header' },
    says: `${width} x ${height} pixels are more than the ${maxPixels} that are read; give a smaller image.`,
  }
}

export function damaged(cut: boolean): ImageFinding {
  return {
    ...{ code: cut ? 'truncated' : 'damaged', severity: 'warning', at: 'pixels' },
    says: 'The image is damaged; what a viewer shows of it is the picture.',
  }
}
