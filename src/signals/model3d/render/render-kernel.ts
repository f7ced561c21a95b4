import { kernel } from 'virtual:kernel/render'

/** What kernels/render.ts exports; addresses are bytes. */
export interface RenderKernel {
  openCanvas(at: number, across: number, downwards: number, samples: number): void
  budgetLeft(): number
  drawTriangles(order: number, count: number, batches: number, near: number, sides: number): void
  fillTriangles(corners: number, count: number, batch: number): void
  develop(across: number, samples: number, pixels: number, owners: number): void
}

/** Below lies what the compiler keeps. */
export const KERNEL_KEEPS = 8_192

const bytes = Uint8Array.from(Buffer.from(kernel, 'base64'))
let compiled: WebAssembly.Module | undefined

/** Whether this machine can run the kernel: it needs WebAssembly with SIMD, and words of the order that WebAssembly has. */
export function hasRenderKernel(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 && WebAssembly.validate(bytes)
}

/** Opens the kernel over a memory of its own, which grows as it is asked to. */
export function openRenderKernel(): { readonly run: RenderKernel; readonly memory: WebAssembly.Memory } {
  compiled ??= new WebAssembly.Module(bytes)
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return { run: exports as unknown as RenderKernel, memory }
}
