import type { Drawer } from './drawer.ts'
import { kernelDrawer } from './kernel-drawer.ts'
import { plainDrawer } from './plain-drawer.ts'
import { hasRenderKernel } from './render-kernel.ts'

let here: Drawer | undefined

/** The drawer of this thread: the kernel, or where the machine knows no SIMD the same in plain TypeScript. */
export function drawerHere(): Drawer {
  here ??= hasRenderKernel() ? kernelDrawer() : plainDrawer()
  return here
}
