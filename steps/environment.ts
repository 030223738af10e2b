export type { Services, Stores } from "./services.ts";
