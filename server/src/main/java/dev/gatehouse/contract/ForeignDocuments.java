package dev.gatehouse.contract;

import dev.gatehouse.contract.document.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what a document seems to be that nobody reads here, by how it begins, so that its sender knows what to send instead. */
final class ForeignDocuments {
    private static final int HEAD = 64 * 1024;

    /** What files of other kinds begin with, byte by byte. */
    private static final Map<String, String> BINARY = binary();

    /** Blanks, and comments of C and of shells, before what says something. */
    private static final String IGNORED = "(?:\\s|,|//[^\\n\\r]*|#[^\\n\\r]*|/\\*(?s:.{0,20000}?)\\*/)*+";

    private static final Map<Pattern, String> TEXTS = texts();

    /** Members at the root of documents in JSON or YAML. */
    private static final Map<String, String> MEMBERS = members();

    private ForeignDocuments() {}

    /** Of something that is no text. */
    static Optional<String> ofBytes(byte[] document) {
        String beginning = new String(document, 0, Math.min(document.length, 300), StandardCharsets.ISO_8859_1);
        if (beginning.startsWith("ustar", 257)) {
            return Optional.of("a tar archive");
        }
        return BINARY.entrySet().stream()
                .filter(entry -> beginning.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Of a text. */
    static Optional<String> ofText(SourceText source) {
        String head = source.head(HEAD);
        return TEXTS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(head).lookingAt())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The member of a document in JSON or YAML by which it is known, and what it is. */
    static Map<String, String> byMember() {
        return MEMBERS;
    }

    private static Map<String, String> binary() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("PK\u0003\u0004", "a ZIP archive");
        kinds.put("PK\u0005\u0006", "an empty ZIP archive");
        kinds.put("\u001f\u008b", "a gzip archive");
        kinds.put("BZh91AY", "a bzip2 archive");
        kinds.put("\u00fd7zXZ", "an xz archive");
        kinds.put("(\u00b5/\u00fd", "a Zstandard archive");
        kinds.put("7z\u00bc\u00af", "a 7z archive");
        kinds.put("Rar!\u001a", "a RAR archive");
        kinds.put("%PDF", "a PDF document");
        kinds.put("\u0089PNG", "a picture");
        kinds.put("\u00ff\u00d8\u00ff", "a picture");
        kinds.put("GIF8", "a picture");
        kinds.put("\u00ca\u00fe\u00ba\u00be", "a Java class");
        kinds.put("\u007fELF", "a program");
        kinds.put("\u00d0\u00cf\u0011\u00e0", "an office document");
        return kinds;
    }

    private static Map<Pattern, String> texts() {
        String name = "[A-Za-z_][\\w.]*";
        String xml = "(?:<\\?xml[^>]*>|<!--(?s:.{0,20000}?)-->|\\s)*+";
        Map<Pattern, String> kinds = new LinkedHashMap<>();
        put(kinds, xml + "<(?:\\w+:)?definitions\\b", "a WSDL description");
        put(kinds, xml + "<(?:\\w+:)?description\\b", "a WSDL description");
        put(kinds, xml + "<(?:\\w+:)?application\\b", "a WADL description");
        put(kinds, xml + "<(?:\\w+:)?schema\\b", "an XML schema");
        put(kinds, xml + "<(?:\\w+:)?Edmx\\b", "an OData description");
        put(
                kinds,
                "(?i)\\s*+(?:<!--(?s:.{0,20000}?)-->\\s*+)*+<(?:!doctype\\s+html|html|head|body)\\b",
                "an HTML page");
        put(kinds, xml + "<[?!A-Za-z]", "an XML document");
        put(kinds, "\\s*+#%RAML\\b", "a RAML description");
        put(kinds, "\\s*+FORMAT:\\s*1A\\b", "an API Blueprint");
        put(
                kinds,
                IGNORED + "(?:syntax\\s*=|edition\\s*=|package\\s+" + name
                        + "\\s*;|import\\s+(?:public\\s+|weak\\s+)?\"[^\"]*\\.proto\"|"
                        + "option\\s+[\\w.()]+\\s*=|service\\s+\\w+\\s*\\{|message\\s+\\w+\\s*\\{)",
                "a Protocol Buffers definition (.proto)");
        put(
                kinds,
                IGNORED + "(?:namespace\\s+(?:\\*|\\w+)\\s+" + name + "|struct\\s+\\w+\\s*\\{|include\\s+\")",
                "a Thrift definition");
        put(kinds, IGNORED + "(?:\\$version\\s*:\\s*\"|namespace\\s+" + name + "\\s)", "a Smithy model");
        put(kinds, IGNORED + "(?:import\\s+[\"']@typespec|using\\s+" + name + "\\s*;)", "a TypeSpec definition");
        put(
                kinds,
                IGNORED + "(?:(?:query|mutation|subscription)\\b" + IGNORED + "(?:\\w++" + IGNORED
                        + ")?[({@]|fragment\\s+\\w+\\s+on\\s)",
                "a GraphQL query document, which calls a service; its schema describes it");
        put(
                kinds,
                IGNORED + "\\{" + IGNORED + "(?:\\.\\.\\.|[_A-Za-z]\\w*+" + IGNORED + "(?:[({}@]|[_A-Za-z]))",
                "a GraphQL query document, which calls a service; its schema describes it");
        put(kinds, "\\s*+(?:GET|POST|PUT|PATCH|DELETE)\\s+(?:https?://|/)\\S*", "a file of HTTP requests");
        return kinds;
    }

    private static void put(Map<Pattern, String> kinds, String pattern, String words) {
        kinds.put(Pattern.compile(pattern), words);
    }

    private static Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("swaggerVersion", "Swagger 1");
        members.put("asyncapi", "AsyncAPI");
        members.put("arazzo", "Arazzo");
        members.put("overlay", "an OpenAPI overlay");
        members.put("raml", "RAML");
        members.put("wsdl", "WSDL");
        members.put("openrpc", "OpenRPC");
        members.put("smithy", "a Smithy model");
        members.put("discoveryVersion", "a Google API discovery document");
        members.put("__schema", "the answer to a GraphQL introspection query; send the schema in SDL");
        members.put("data", "the answer to a query; send a GraphQL schema in SDL");
        members.put("query", "a GraphQL request; send the service's schema");
        members.put("log", "an HTTP archive (HAR)");
        members.put("item", "a Postman collection");
        members.put("$schema", "a JSON schema");
        members.put("jsonschema", "a JSON schema");
        members.put("kind", "a Kubernetes resource");
        return members;
    }
}
