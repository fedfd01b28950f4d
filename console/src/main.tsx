import 'dayjs/locale/zh-cn'
import './console.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider, App as Feedback } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { ProblemError } from './api/problem.ts'
import { router } from './app.tsx'
import { keepEnterInDates } from './shell/enter-in-dates.ts'
import { nonce } from './shell/nonce.ts'
import { consoleTheme } from './theme.ts'

dayjs.locale('zh-cn')
keepEnterInDates()

/** Lists and hints that pop up belong to the screen's content, where a screen reader looks for them. */
const landmark = () => document.getElementById('content') ?? document.body

/** A refusal is an answer, so only a broken line is tried again. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => !(error instanceof ProblemError) && count < 2,
    },
  },
})

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ConfigProvider
      getPopupContainer={landmark}
      locale={zhCN}
      theme={consoleTheme}
      csp={{ nonce }}
      componentSize="medium"
      button={{ autoInsertSpace: false }}
    >
      <Feedback>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Feedback>
    </ConfigProvider>
  </StrictMode>,
)
