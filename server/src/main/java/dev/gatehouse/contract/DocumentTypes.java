package dev.gatehouse.contract;

import dev.gatehouse.contract.document.Member;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a document's type from the document itself. */
final class DocumentTypes {
    private static final String SUPPORTED =
            "OpenAPI 2.0, 3.0 and 3.1 are read, GraphQL schemas and hybrid specifications";
    private static final Pattern VERSION_2 = Pattern.compile("2\\.0");
    private static final Pattern VERSION_3 = Pattern.compile("3\\.[01](?:\\.\\d{1,9})?(?:-[\\w.]{1,40})?");
    private static final int GRAPHQL_HEAD = 64 * 1024;

    private static final Pattern GRAPHQL_IGNORED =
            Pattern.compile("[\\s,]+|#[^\\n\\r]*|\"\"\"(?s:.*?)\"\"\"|\"(?!\"\")[^\"\\n\\r]*\"");
    private static final Pattern GRAPHQL_DEFINITION = Pattern.compile(
            "(?:extend\\s+)?(?:schema|type|interface|union|scalar|enum|input|directive)\\b\\s*(?:[@{]|(?<=\\s)[_A-Za-z])");

    private static final Set<String> FOREIGN = Set.of("swaggerVersion", "asyncapi", "arazzo", "raml", "wsdl");

    private DocumentTypes() {}

    /** Whether the first thing after blanks, comments and descriptions is a definition of a GraphQL schema. */
    static boolean isGraphql(SourceText source) {
        if (source.startsWith('{')) {
            return false;
        }
        String head = source.head(GRAPHQL_HEAD);
        Matcher ignored = GRAPHQL_IGNORED.matcher(head);
        int start = 0;
        while (ignored.region(start, head.length()).lookingAt()) {
            start = ignored.end();
        }
        return GRAPHQL_DEFINITION.matcher(head).region(start, head.length()).lookingAt();
    }

    /** The type of a document that is an object; ERR12103 for a version that is not supported. */
    static Optional<ContractType> recognise(Node.Mapping root) {
        Optional<Member> swagger = root.member("swagger");
        Optional<Member> openapi = root.member("openapi");
        if (swagger.isPresent() && openapi.isPresent()) {
            throw Unreadable.at(openapi.get(), "it has both 'swagger' and 'openapi'; remove the wrong one");
        }
        swagger.ifPresent(version -> requireVersion(version, VERSION_2));
        openapi.ifPresent(version -> requireVersion(version, VERSION_3));
        if (swagger.isPresent()) {
            return Optional.of(ContractType.SWAGGER);
        }
        if (openapi.isPresent()) {
            return Optional.of(ContractType.OPENAPI);
        }
        return isHybrid(root) ? Optional.of(ContractType.HYBRID) : Optional.empty();
    }

    static RuntimeException unrecognised(Node.Mapping root) {
        Optional<Member> foreign =
                FOREIGN.stream().flatMap(name -> root.member(name).stream()).findFirst();
        if (foreign.isPresent()) {
            return Unreadable.at(
                    foreign.get(),
                    "a document with '%s' is not supported; %s"
                            .formatted(foreign.get().name(), SUPPORTED));
        }
        return Unreadable.at(
                root,
                "its type is not recognisable: there is no 'openapi' and no 'swagger' member, no 'action' with 'service', "
                        + "and no GraphQL definition at the beginning; "
                        + SUPPORTED);
    }

    private static boolean isHybrid(Node.Mapping root) {
        return root.member("action").isPresent() && root.member("service").isPresent();
    }

    private static void requireVersion(Member version, Pattern supported) {
        String text = version.text();
        if (!supported.matcher(text).matches()) {
            throw Unreadable.at(
                    version,
                    "version %s of '%s' is not supported; %s"
                            .formatted(Unreadable.quote(text), version.name(), SUPPORTED));
        }
    }
}
