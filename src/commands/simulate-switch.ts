import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { bilingual } from './words.ts'

export const addSimulateSwitch = (program: Command): void => {
  bilingual(
    program
      .command('simulate-switch')
      .option('--port <port>', '监听的端口 / port to listen on', '8088')
      .option(
        '--every <seconds>',
        '每隔多少秒来一通电话；0 为不自动来电 / a call every so many seconds, 0 for none',
        '0',
      )
      .option('--user <user>', '用户名 / user', 'gongkai')
      .option('--password <password>', '口令 / password', 'simulated')
      .option('--app <app>', 'Stasis 应用名 / application', 'gongkai'),
    '模拟电话交换机（与 Asterisk 的 ARI 同一协议），没有交换机也能试用专线座席',
    'A simulated telephone switch that speaks Asterisk’s ARI, to try the seats of the line without one',
  ).action(async (options: { port: string; every: string; user: string; password: string; app: string }) => {
    const { startSimulator } = await import('../platform/telephony/simulator/simulator.ts')
    const { randomOf } = await import('../platform/telephony/simulator/mishaps.ts')
    const { user, password, app } = options
    const simulator = await startSimulator({
      port: Number(options.port),
      user,
      password,
      app,
      phone: (endpoint) =>
        endpoint.includes('@')
          ? { does: 'answer', after: 4_000, hangsUpAfter: 20_000 }
          : { does: 'answer', after: 1_500 },
    })
    const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)
    say(
      `模拟交换机已启动 / the simulated switch is ready: ${simulator.url}`,
      '',
      '用下面的变量启动平台 / start the program with:',
      `  PBX_URL=${simulator.url} PBX_USER=${user} PBX_PASSWORD=${password}${app === 'gongkai' ? '' : ` PBX_APP=${app}`} bin/gongkai serve`,
      '',
      '命令 / commands:',
      '  call [号码 number]   来电 / somebody rings',
      '  press 1              最近一通电话按键评价 / the newest caller presses a key',
      '  hangup               最近一通电话挂断 / the newest caller hangs up',
      '  quit                 结束 / end',
      '',
    )
    const random = randomOf(Date.now())
    const callers: ReturnType<typeof simulator.call>[] = []
    const ringIn = (number = `138${String(Math.floor(random() * 1e8)).padStart(8, '0')}`) => {
      const caller = simulator.call(number)
      callers.push(caller)
      say(`来电 ${number} / a call from ${number}`)
      void caller.over.then(() => {
        const at = callers.indexOf(caller)
        if (at >= 0) callers.splice(at, 1)
        say(`通话结束 ${number} / over`)
      })
    }
    const every = Number(options.every)
    const timer = every > 0 ? setInterval(() => ringIn(), every * 1000) : undefined
    const lines = createInterface({ input: process.stdin })
    lines.on('line', (line) => {
      const [word = '', value] = line.trim().split(/\s+/)
      if (word === 'call') ringIn(value)
      else if (word === 'press') callers.at(-1)?.press(value ?? '1')
      else if (word === 'hangup') callers.at(-1)?.hangUp()
      else if (word === 'quit') void end()
      else if (word) say('没有这个命令：call、press、hangup、quit / no such command')
    })
    const end = async () => {
      clearInterval(timer)
      lines.close()
      await simulator.close()
      process.exit(0)
    }
    process.on('SIGINT', () => void end())
    process.on('SIGTERM', () => void end())
  })
}
