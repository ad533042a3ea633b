import { randomBytes } from "node:crypto";
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { CONFIGURATION, demo, onPostgres, type World } from "./preau.ts";

/*
 * Fictitious territories: one template per database and per run, made by the program itself,
 * then copied in milliseconds for each walkthrough file.
 */

export type Database = "sqlite" | "postgres";

const FOLDER = "PREAU_E2E_FOLDER";
const RUN = "PREAU_E2E_RUN";

/** A copy of the template, for one walkthrough file. */
export interface Territory {
  data: string;
  remove(): Promise<void>;
}

/** Once per run: the templates. Returns what undoes them. */
export default async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "preau-e2e."));
  process.env[FOLDER] = folder;
  process.env[RUN] = `preau_e2e_${randomBytes(4).toString("hex")}`;
  const undo = async () => {
    if (onServer()) await admin(`DROP DATABASE IF EXISTS ${template()} WITH (FORCE)`);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await demo(join(folder, "sqlite"));
    if (onServer()) {
      await admin(`CREATE DATABASE ${template()}`);
      await mkdir(join(folder, "postgres"));
      await choose(join(folder, "postgres"), template());
      await demo(join(folder, "postgres"));
    }
  } catch (cause) {
    await undo();
    throw cause;
  }
  return undo;
}

/** A fresh data folder on the database. */
export async function fresh(database: Database, world: World, settings = ""): Promise<Territory> {
  const name = `${template()}_${randomBytes(4).toString("hex")}`;
  const data = join(folder(), name);
  if (world === "demo") await cp(join(folder(), database), data, { recursive: true });
  else await mkdir(data);
  if (database === "postgres") {
    await admin(`CREATE DATABASE ${name} ${world === "demo" ? `TEMPLATE ${template()}` : ""}`);
    await choose(data, name);
  }
  if (settings) await appendFile(join(data, CONFIGURATION), settings);
  return {
    data,
    async remove() {
      if (database === "postgres") await admin(`DROP DATABASE ${name} WITH (FORCE)`);
      await rm(data, { recursive: true, force: true });
    },
  };
}

const onServer = () => Boolean(process.env.PREAU_TEST_PG);
const folder = () => required(FOLDER);
const template = () => required(RUN);

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function choose(data: string, database: string) {
  const url = new URL(required("PREAU_TEST_PG"));
  url.pathname = `/${database}`;
  await writeFile(join(data, CONFIGURATION), onPostgres(url.href));
}

async function admin(sql: string) {
  const client = new pg.Client({ connectionString: required("PREAU_TEST_PG") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
