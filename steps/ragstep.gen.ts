// Written by `ragstep gen` from docs/architecture/diagrams/pratikoai_rag.mmd and registry/rag_steps.yml; edit those instead.
import { stepsOf } from "#ragstep";
import type { Services, Stores } from "./services.ts";
import type { state } from "./state.ts";

/** What each node of the diagram may decide and which stores it may touch. */
export type GraphFacts = {
  /** 2 · User submits query via POST /api/v1/chat */
  readonly Start: { readonly outcome: never; readonly stores: {} };
  /** 1 · ChatbotController.chat Validate request and authenticate */
  readonly ValidateRequest: { readonly outcome: never; readonly stores: {} };
  /** 3 · Request valid? */
  readonly ValidCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 5 · Return 400 Bad Request */
  readonly Error400: { readonly outcome: never; readonly stores: {} };
  /** 8 · LangGraphAgent.get_response Initialize workflow */
  readonly InitAgent: { readonly outcome: never; readonly stores: {} };
  /** 4 · GDPRCompliance.record_processing Log data processing */
  readonly GDPRLog: { readonly outcome: never; readonly stores: { readonly AuditLog: "write" } };
  /** 6 · PRIVACY_ANONYMIZE_REQUESTS enabled? */
  readonly PrivacyCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 7 · Anonymizer.anonymize_text Anonymize PII */
  readonly AnonymizeText: { readonly outcome: never; readonly stores: {} };
  /** 9 · PII detected? */
  readonly PIICheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 10 · Logger.info Log PII anonymization */
  readonly LogPII: { readonly outcome: never; readonly stores: { readonly AuditLog: "write" } };
  /** 11 · LangGraphAgent._chat Convert to Message objects */
  readonly ConvertMessages: { readonly outcome: never; readonly stores: {} };
  /** 12 · LangGraphAgent._classify_user_query Extract user message */
  readonly ExtractQuery: { readonly outcome: never; readonly stores: {} };
  /** 13 · User message exists? */
  readonly MessageExists: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 15 · Continue without classification */
  readonly DefaultPrompt: { readonly outcome: never; readonly stores: {} };
  /** 14 · AtomicFactsExtractor.extract Extract atomic facts */
  readonly ExtractFacts: { readonly outcome: never; readonly stores: {} };
  /** 16 · AtomicFactsExtractor.canonicalize Normalize dates amounts rates */
  readonly CanonicalizeFacts: { readonly outcome: never; readonly stores: {} };
  /** 18 · QuerySignature.compute Hash from canonical facts */
  readonly QuerySig: { readonly outcome: never; readonly stores: {} };
  /** 17 · AttachmentFingerprint.compute SHA-256 per attachment */
  readonly AttachmentFingerprint: { readonly outcome: never; readonly stores: {} };
  /** 19 · Attachments present? */
  readonly AttachCheck: { readonly outcome: "No" | "Yes"; readonly stores: {} };
  /** 21 · DocPreIngest.quick_extract type sniff and key fields */
  readonly QuickPreIngest: { readonly outcome: never; readonly stores: {} };
  /** 22 · Doc-dependent or refers to doc? */
  readonly DocDependent: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 23 · PlannerHint.require_doc_ingest_first ingest then Golden and KB */
  readonly RequireDocIngest: { readonly outcome: never; readonly stores: {} };
  /** 20 · Golden fast-path eligible? no doc or quick check safe */
  readonly GoldenFastGate: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 24 · GoldenSet.match_by_signature_or_semantic */
  readonly GoldenLookup: { readonly outcome: never; readonly stores: { readonly GoldenSetDB: "read" } };
  /** 25 · High confidence match? score at least 0.90 */
  readonly GoldenHit: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 26 · KnowledgeSearch.context_topk fetch recent KB for changes */
  readonly KBContextCheck: { readonly outcome: never; readonly stores: { readonly KnowledgeStore: "read" } };
  /** 27 · KB newer than Golden as of or conflicting tags? */
  readonly KBDelta: { readonly outcome: "No" | "Yes"; readonly stores: {} };
  /** 28 · Serve Golden answer with citations */
  readonly ServeGolden: { readonly outcome: never; readonly stores: {} };
  /** 29 · ContextBuilder.merge facts and KB docs and doc facts if present */
  readonly PreContextFromGolden: { readonly outcome: never; readonly stores: {} };
  /** 31 · DomainActionClassifier.classify Rule-based classification */
  readonly ClassifyDomain: { readonly outcome: never; readonly stores: {} };
  /** 32 · Calculate domain and action scores Match Italian keywords */
  readonly CalcScores: { readonly outcome: never; readonly stores: {} };
  /** 33 · Confidence at least threshold? */
  readonly ConfidenceCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 35 · DomainActionClassifier._llm_fallback Use LLM classification */
  readonly LLMFallback: { readonly outcome: never; readonly stores: {} };
  /** 36 · LLM better than rule-based? */
  readonly LLMBetter: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 37 · Use LLM classification */
  readonly UseLLM: { readonly outcome: never; readonly stores: {} };
  /** 38 · Use rule-based classification */
  readonly UseRuleBased: { readonly outcome: never; readonly stores: {} };
  /** 34 · ClassificationMetrics.track Record metrics */
  readonly TrackMetrics: { readonly outcome: never; readonly stores: { readonly UsageLog: "write" } };
  /** 39 · KnowledgeSearch.retrieve_topk BM25 and vectors and recency boost */
  readonly KBPreFetch: { readonly outcome: never; readonly stores: { readonly KnowledgeStore: "read" } };
  /** 40 · ContextBuilder.merge facts and KB docs and optional doc facts */
  readonly BuildContext: { readonly outcome: never; readonly stores: {} };
  /** 41 · LangGraphAgent._get_system_prompt Select appropriate prompt */
  readonly SelectPrompt: { readonly outcome: never; readonly stores: {} };
  /** 42 · Classification exists and confidence at least 0.6? */
  readonly ClassConfidence: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 43 · PromptTemplateManager.get_prompt Get domain-specific prompt */
  readonly DomainPrompt: { readonly outcome: never; readonly stores: {} };
  /** 44 · Use default SYSTEM_PROMPT */
  readonly DefaultSysPrompt: { readonly outcome: never; readonly stores: {} };
  /** 45 · System message exists? */
  readonly CheckSysMsg: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 46 · Replace system message */
  readonly ReplaceMsg: { readonly outcome: never; readonly stores: {} };
  /** 47 · Insert system message */
  readonly InsertMsg: { readonly outcome: never; readonly stores: {} };
  /** 48 · LangGraphAgent._get_optimal_provider Select LLM provider */
  readonly SelectProvider: { readonly outcome: never; readonly stores: {} };
  /** 49 · LLMFactory.get_optimal_provider Apply routing strategy */
  readonly RouteStrategy: { readonly outcome: never; readonly stores: {} };
  /** 50 · Routing strategy? */
  readonly StrategyType: { readonly outcome: "COST_OPTIMIZED" | "QUALITY_FIRST" | "BALANCED" | "FAILOVER"; readonly stores: {} };
  /** 51 · Select cheapest provider */
  readonly CheapProvider: { readonly outcome: never; readonly stores: {} };
  /** 52 · Select best provider */
  readonly BestProvider: { readonly outcome: never; readonly stores: {} };
  /** 53 · Balance cost and quality */
  readonly BalanceProvider: { readonly outcome: never; readonly stores: {} };
  /** 54 · Use primary provider */
  readonly PrimaryProvider: { readonly outcome: never; readonly stores: {} };
  /** 55 · CostCalculator.estimate_cost Calculate query cost */
  readonly EstimateCost: { readonly outcome: never; readonly stores: {} };
  /** 56 · Cost within budget? */
  readonly CostCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 57 · Create provider instance */
  readonly CreateProvider: { readonly outcome: never; readonly stores: {} };
  /** 58 · Select cheaper provider or fail */
  readonly CheaperProvider: { readonly outcome: never; readonly stores: {} };
  /** 59 · LangGraphAgent._get_cached_llm_response Check for cached response */
  readonly CheckCache: { readonly outcome: never; readonly stores: {} };
  /** 60 · EpochStamps.resolve kb_epoch golden_epoch ccnl_epoch parser_version */
  readonly ResolveEpochs: { readonly outcome: never; readonly stores: { readonly CCNLDatabase: "read"; readonly KnowledgeStore: "read"; readonly GoldenSetDB: "read" } };
  /** 61 · CacheService._generate_response_key sig and doc_hashes and epochs and versions */
  readonly GenHash: { readonly outcome: never; readonly stores: {} };
  /** 62 · Cache hit? */
  readonly CacheHit: { readonly outcome: "Yes" | "No"; readonly stores: { readonly ResponseCache: "read" } };
  /** 63 · UsageTracker.track Track cache hit */
  readonly TrackCacheHit: { readonly outcome: never; readonly stores: { readonly UsageLog: "write" } };
  /** 65 · Logger.info Log cache hit */
  readonly LogCacheHit: { readonly outcome: never; readonly stores: {} };
  /** 66 · Return cached response */
  readonly ReturnCached: { readonly outcome: never; readonly stores: {} };
  /** 68 · CacheService.cache_response Store in Redis */
  readonly CacheResponse: { readonly outcome: never; readonly stores: { readonly ResponseCache: "write" } };
  /** 64 · LLMProvider.chat_completion Make API call */
  readonly LLMCall: { readonly outcome: never; readonly stores: {} };
  /** 67 · LLM call successful? */
  readonly LLMSuccess: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 69 · Another attempt allowed? */
  readonly RetryCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 70 · Prod environment and last retry? */
  readonly ProdCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 72 · Get FAILOVER provider */
  readonly FailoverProvider: { readonly outcome: never; readonly stores: {} };
  /** 73 · Retry same provider */
  readonly RetrySame: { readonly outcome: never; readonly stores: {} };
  /** 71 · Return 500 error */
  readonly Error500: { readonly outcome: never; readonly stores: {} };
  /** 74 · UsageTracker.track Track API usage */
  readonly TrackUsage: { readonly outcome: never; readonly stores: { readonly UsageLog: "write" } };
  /** 75 · Response has tool_calls? */
  readonly ToolCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 76 · Convert to AIMessage with tool_calls */
  readonly ConvertAIMsg: { readonly outcome: never; readonly stores: {} };
  /** 77 · Convert to simple AIMessage */
  readonly SimpleAIMsg: { readonly outcome: never; readonly stores: {} };
  /** 78 · LangGraphAgent._tool_call Execute tools */
  readonly ExecuteTools: { readonly outcome: never; readonly stores: {} };
  /** 79 · Tool type? */
  readonly ToolType: { readonly outcome: "Knowledge" | "CCNL" | "Document" | "FAQ" | "Unknown"; readonly stores: {} };
  /** 80 · KnowledgeSearchTool.search KB on demand */
  readonly KBQueryTool: { readonly outcome: never; readonly stores: { readonly KnowledgeStore: "read" } };
  /** 83 · FAQTool.faq_query Query Golden Set */
  readonly FAQQuery: { readonly outcome: never; readonly stores: { readonly GoldenSetDB: "read" } };
  /** 81 · CCNLTool.ccnl_query Query labor agreements */
  readonly CCNLQuery: { readonly outcome: never; readonly stores: { readonly CCNLDatabase: "read" } };
  /** 100 · CCNLCalculator.calculate Perform calculations */
  readonly CCNLCalc: { readonly outcome: never; readonly stores: {} };
  /** 99 · Return to tool caller */
  readonly ToolResults: { readonly outcome: never; readonly stores: {} };
  /** 82 · DocumentIngestTool.process Process attachments */
  readonly DocIngest: { readonly outcome: never; readonly stores: {} };
  /** 84 · AttachmentValidator.validate Check files and limits */
  readonly ValidateAttach: { readonly outcome: never; readonly stores: {} };
  /** 85 · Valid attachments? */
  readonly AttachOK: { readonly outcome: "No" | "Yes"; readonly stores: {} };
  /** 86 · Return tool error Invalid file */
  readonly ToolErr: { readonly outcome: never; readonly stores: {} };
  /** 87 · DocSanitizer.sanitize Strip macros and JS */
  readonly DocSecurity: { readonly outcome: never; readonly stores: {} };
  /** 88 · DocClassifier.classify Detect document type */
  readonly DocClassify: { readonly outcome: never; readonly stores: {} };
  /** 89 · Document type? */
  readonly DocType: { readonly outcome: "Fattura XML" | "F24" | "Contratto" | "Busta paga" | "Other"; readonly stores: {} };
  /** 90 · FatturaParser.parse_xsd XSD validation */
  readonly FatturaParser: { readonly outcome: never; readonly stores: {} };
  /** 91 · F24Parser.parse_ocr Layout aware OCR */
  readonly F24Parser: { readonly outcome: never; readonly stores: {} };
  /** 92 · ContractParser.parse */
  readonly ContractParser: { readonly outcome: never; readonly stores: {} };
  /** 93 · PayslipParser.parse */
  readonly PayslipParser: { readonly outcome: never; readonly stores: {} };
  /** 94 · GenericOCR.parse_with_layout */
  readonly GenericOCR: { readonly outcome: never; readonly stores: {} };
  /** 95 · Extractor.extract Structured fields */
  readonly ExtractDocFacts: { readonly outcome: never; readonly stores: {} };
  /** 96 · BlobStore.put Encrypted TTL storage */
  readonly StoreBlob: { readonly outcome: never; readonly stores: { readonly BlobStore: "write" } };
  /** 97 · Provenance.log Ledger entry */
  readonly Provenance: { readonly outcome: never; readonly stores: { readonly ProvenanceLedger: "write" } };
  /** 98 · Convert to ToolMessage facts and spans */
  readonly ToToolResults: { readonly outcome: never; readonly stores: {} };
  /** 101 · Return to chat node for final response */
  readonly FinalResponse: { readonly outcome: never; readonly stores: {} };
  /** 102 · LangGraphAgent.__process_messages Convert to dict */
  readonly ProcessMsg: { readonly outcome: never; readonly stores: {} };
  /** 103 · Logger.info Log completion */
  readonly LogComplete: { readonly outcome: never; readonly stores: {} };
  /** 30 · Return ChatResponse */
  readonly ReturnComplete: { readonly outcome: never; readonly stores: {} };
  /** 111 · Collect usage metrics */
  readonly CollectMetrics: { readonly outcome: never; readonly stores: { readonly UsageLog: "read" } };
  /** 112 · Return response to user */
  readonly End: { readonly outcome: never; readonly stores: {} };
  /** 104 · Streaming requested? */
  readonly StreamCheck: { readonly outcome: "Yes" | "No"; readonly stores: {} };
  /** 105 · ChatbotController.chat_stream Setup SSE */
  readonly StreamSetup: { readonly outcome: never; readonly stores: {} };
  /** 106 · Create async generator */
  readonly AsyncGen: { readonly outcome: never; readonly stores: {} };
  /** 107 · SinglePassStream Prevent double iteration */
  readonly SinglePass: { readonly outcome: never; readonly stores: {} };
  /** 108 · write_sse Format chunks */
  readonly WriteSSE: { readonly outcome: never; readonly stores: {} };
  /** 109 · StreamingResponse Send chunks */
  readonly StreamResponse: { readonly outcome: never; readonly stores: {} };
  /** 110 · Send DONE frame */
  readonly SendDone: { readonly outcome: never; readonly stores: {} };
  /** 113 · FeedbackUI.show_options Correct Incomplete Wrong */
  readonly FeedbackUI: { readonly outcome: never; readonly stores: {} };
  /** 114 · User provides feedback? */
  readonly FeedbackProvided: { readonly outcome: "No" | "Yes"; readonly stores: {} };
  /** 116 · Feedback type selected */
  readonly FeedbackTypeSel: { readonly outcome: "FAQ" | "Knowledge" | "Expert"; readonly stores: {} };
  /** 117 · POST /api/v1/faq/feedback */
  readonly FAQFeedback: { readonly outcome: never; readonly stores: { readonly FeedbackDB: "write" } };
  /** 118 · POST /api/v1/knowledge/feedback */
  readonly KnowledgeFeedback: { readonly outcome: never; readonly stores: { readonly FeedbackDB: "write" } };
  /** 119 · ExpertFeedbackCollector.collect_feedback */
  readonly ExpertFeedbackCollector: { readonly outcome: never; readonly stores: {} };
  /** 120 · Validate expert credentials */
  readonly ValidateExpert: { readonly outcome: never; readonly stores: { readonly FeedbackDB: "read" } };
  /** 121 · Trust score at least 0.7? */
  readonly TrustScoreOK: { readonly outcome: "No" | "Yes"; readonly stores: {} };
  /** 122 · Feedback rejected */
  readonly FeedbackRejected: { readonly outcome: never; readonly stores: {} };
  /** 123 · Create ExpertFeedback record */
  readonly CreateFeedbackRec: { readonly outcome: never; readonly stores: { readonly FeedbackDB: "write" } };
  /** 124 · Update expert metrics */
  readonly UpdateExpertMetrics: { readonly outcome: never; readonly stores: { readonly FeedbackDB: "write" } };
  /** 125 · Cache feedback 1h TTL */
  readonly CacheFeedback: { readonly outcome: never; readonly stores: { readonly ResponseCache: "write" } };
  /** 126 · Determine action */
  readonly DetermineAction: { readonly outcome: "Propose" | "Nothing"; readonly stores: {} };
  /** 115 · No feedback */
  readonly FeedbackEnd: { readonly outcome: never; readonly stores: {} };
  /** 127 · GoldenSetUpdater.propose_candidate from expert feedback */
  readonly GoldenCandidate: { readonly outcome: never; readonly stores: { readonly GoldenSetDB: "read"; readonly FeedbackDB: "read" } };
  /** 128 · Auto threshold met or manual approval? */
  readonly GoldenApproval: { readonly outcome: "Auto or approved" | "Rejected" | "Needs review"; readonly stores: {} };
  /** 129 · GoldenSet.publish_or_update versioned entry */
  readonly PublishGolden: { readonly outcome: never; readonly stores: { readonly GoldenSetDB: "write" } };
  /** 130 · CacheService.invalidate_faq by id or signature */
  readonly InvalidateFAQCache: { readonly outcome: never; readonly stores: { readonly ResponseCache: "write" } };
  /** 132 · RSS Monitor */
  readonly RSSMonitor: { readonly outcome: never; readonly stores: {} };
  /** 133 · Fetch and parse sources */
  readonly FetchFeeds: { readonly outcome: never; readonly stores: {} };
  /** 134 · Extract text and metadata */
  readonly ParseDocs: { readonly outcome: never; readonly stores: { readonly KnowledgeStore: "write" } };
  /** 135 · GoldenSetUpdater.auto_rule_eval new or obsolete candidates */
  readonly GoldenRules: { readonly outcome: never; readonly stores: { readonly GoldenSetDB: "read"; readonly KnowledgeStore: "read" } };
};

/** Makes the handler of a node: `export default step("NodeId", { … })`. */
export const step = stepsOf<typeof state, GraphFacts, Stores, Services>();
