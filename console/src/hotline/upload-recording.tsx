import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Progress } from 'antd'
import { useRef, useState } from 'react'
import { upload } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { recordings as words } from './words.zh.ts'

/** As much as the office takes, bytes. */
const largest = 500 * 1024 * 1024

type Props = { callId: string; message: boolean; onDone: () => void }

/** Adds a recording to a call, or what a caller said to another machine; two hours of sound take their time, so it says how far it is. */
export function UploadRecording({ callId, message: isMessage, onDone }: Props) {
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const stopping = useRef<AbortController>(null)
  const [share, setShare] = useState(0)
  const [fault, setFault] = useState('')
  const send = useMutation({
    mutationFn: (file: File) => {
      setShare(0)
      const stop = new AbortController()
      stopping.current = stop
      return upload(`/api/hotline/calls/${callId}/recordings`, file, setShare, stop.signal).catch((error) => {
        if (!stop.signal.aborted) throw error
        return undefined
      })
    },
    onSuccess: (made) => {
      if (made === undefined) return
      message.success(words.added)
      onDone()
    },
    onError: (error) => setFault(sentenceOf(error)),
  })
  const take = (file: File | undefined) => {
    setFault('')
    if (file && file.size > largest) setFault(words.tooLarge)
    else if (file) send.mutate(file)
  }
  return (
    <div className="upload-recording">
      {fault && <Alert className="gap" type="error" showIcon role="alert" title={fault} />}
      {send.isPending ? (
        <>
          <span id="upload-what">
            {share < 1 ? words.sending : words.keeping} {send.variables?.name}
          </span>
          <Progress percent={Math.floor(share * 100)} size="small" aria-labelledby="upload-what" />
          <Button size="small" onClick={() => stopping.current?.abort()}>
            {words.stop}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={() => input.current?.click()}>{isMessage ? words.addMessage : words.addRecording}</Button>
          <span className="hint">{words.kinds}</span>
        </>
      )}
      <input
        ref={input}
        hidden
        type="file"
        aria-label={isMessage ? words.addMessage : words.addRecording}
        accept="audio/*,.wav,.mp3,.ogg,.m4a"
        onChange={(event) => {
          take(event.target.files?.[0])
          // The same file again, once it was mended, is a change too.
          event.target.value = ''
        }}
      />
    </div>
  )
}
