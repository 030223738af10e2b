import { config } from "zod";

// The page's policy forbids to make code of text. zod would try, and the browser reports each refusal; where an inspector
// is attached, it even parses all of the script again to tell the line. Imported before any module that makes a schema.
config({ jitless: true });
