import type { Plugin as EsbuildPlugin } from 'esbuild'
import type { Plugin } from 'vite'

/** Compiles kernels for Vite and Vitest: `import { kernel } from 'virtual:kernel/NAME'`. */
export const kernelsInVite: Plugin

/** The same for esbuild. */
export const kernelsInEsbuild: EsbuildPlugin
