import type { Plugin } from 'vite'

/** Compiles kernels for Vite and Vitest: `import { kernel } from 'virtual:kernel/NAME'`. */
export const kernelsInVite: Plugin
