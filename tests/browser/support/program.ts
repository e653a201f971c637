// The program `tessera` as a journey has it: on a port and a data folder of its own, killed and started again at will.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Without settings of the person who runs the tests: the program refuses those it does not know. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TESSERA_')));

export const root = resolve(import.meta.dirname, '../../..');

/** The released program when there is one (`cargo xtask test` says where), else the debug one. */
export function programPath(): string {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target');
  const candidates = [process.env.TESSERA_PROGRAM, join(target, 'release/tessera'), join(target, 'debug/tessera')];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error('no program `tessera`; run cargo xtask build --release and cargo build --release -p tessera_server');
  return found;
}

export async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

export interface StoredResponse {
  completed: boolean;
  answers: Record<string, unknown>;
}

export class Program {
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(
    readonly port: number,
    readonly data: string,
    private readonly flags: string[],
  ) {
    // Another built app than the one the program carries, for trying things out.
    if (process.env.JOURNEYS_APP) this.flags = [...flags, '--app', process.env.JOURNEYS_APP];
  }

  /** Starts one with an empty data folder. */
  static async start(flags: string[] = ['--empty']): Promise<Program> {
    const program = new Program(await freePort(), mkdtempSync(join(tmpdir(), 'tessera-')), flags);
    await program.restart();
    return program;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What the server printed so far: addresses, the first sign-in. */
  get output(): string {
    return this.said;
  }

  async restart(): Promise<void> {
    const child = spawn(programPath(), ['serve', '--listen', `127.0.0.1:${this.port}`, '--data', this.data, ...this.flags], { cwd: root, env });
    this.child = child;
    child.stdout?.on('data', (text) => (this.said += text));
    child.stderr?.on('data', (text) => (this.said += text));
    const end = Date.now() + 30_000;
    while (Date.now() < end) {
      if (child.exitCode !== null) throw new Error(`the server ended at once:\n${this.said}`);
      const answered = await fetch(`${this.url}/api/v1/hub`).then((response) => response.ok, () => false);
      if (answered) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the server does not answer:\n${this.said}`);
  }

  /** As the power cut does it. */
  async kill(): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async command(...words: string[]): Promise<string> {
    const [name, ...rest] = words;
    const { stdout } = await run(programPath(), [name ?? '', ...rest, '--data', this.data], { cwd: root, env, maxBuffer: 1 << 26 });
    return stdout;
  }

  /** The same for a command that reads its standard input. */
  async commandWithInput(input: string, ...words: string[]): Promise<string> {
    const [name, ...rest] = words;
    const promise = run(programPath(), [name ?? '', ...rest, '--data', this.data], { cwd: root, env });
    promise.child.stdin?.end(input);
    return (await promise).stdout;
  }

  async publish(file: string, slug: string): Promise<void> {
    await this.command('publish', file, '--slug', slug);
  }

  /** Every response to a form, as the server has it. */
  async responses(slug: string): Promise<StoredResponse[]> {
    const lines = (await this.command('export', slug, '--format', 'jsonl')).split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}
