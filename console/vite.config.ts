import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const office = `http://127.0.0.1:${process.env.OFFICE_PORT ?? 8081}`

/** The staff site: one page, built into dist/console, served by the office under '/'. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // The office puts a new nonce here at each answer (src/console-page.ts).
  html: { cspNonce: '{{csp-nonce}}' },
  server: { proxy: { '/api': office } },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    // Data addresses would need a wider content security policy than 'self'.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/ },
            {
              name: 'editor',
              test: /node_modules[\\/](@tiptap|prosemirror-[a-z-]+|linkifyjs|orderedmap|rope-sequence|w3c-keyname)[\\/]/,
            },
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
          ],
        },
      },
    },
  },
})
