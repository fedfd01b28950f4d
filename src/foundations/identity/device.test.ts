import { expect, test } from 'vitest'
import { deviceOf, maskedAddress } from './device.ts'

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`, 'Windows 上的 Chrome'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/140.0`, 'Windows 上的 Edge'],
  [`Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00) ${chrome}`, '鸿蒙 上的 Chrome'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Linux 上的 Firefox'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'iPhone 或 iPad 上的 Safari'],
  ['curl/8.0', '未知设备'],
  ['', '未知设备'],
])('%s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device))

test.each([
  ['10.20.30.40', '10.20.*.*'],
  ['10.20.30.40/32', '10.20.*.*'],
  ['::ffff:10.20.30.40', '10.20.*.*'],
  ['2001:db8:1:2::7', '2001:db8:*'],
  ['::1', '::*'],
  [null, null],
])('of %s only the network shows', (ip, masked) => expect(maskedAddress(ip)).toBe(masked))
