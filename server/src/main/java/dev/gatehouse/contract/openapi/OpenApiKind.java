package dev.gatehouse.contract.openapi;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAPI 2.0, formerly Swagger, and 3.x. Stateless. */
public final class OpenApiKind implements ContractKind {
    public static final ContractType SWAGGER = new ContractType("swagger");
    public static final ContractType OPENAPI = new ContractType("openapi");

    @Override
    public List<ContractType> types() {
        return List.of(SWAGGER, OPENAPI);
    }

    @Override
    public String documents() {
        return "OpenAPI 2.0, 3.0, 3.1 and 3.2";
    }

    @Override
    public String missing() {
        return "no 'openapi' and no 'swagger' member";
    }

    @Override
    public Optional<ContractType> recognise(ContractDocument document, String supported) {
        Optional<Member> swagger = document.root().member("swagger");
        Optional<Member> openapi = document.root().member("openapi");
        if (swagger.isPresent() && openapi.isPresent()) {
            throw Unreadable.at(openapi.get(), "it has both 'swagger' and 'openapi'; remove the wrong one");
        }
        swagger.ifPresent(version -> requireVersion(version, List.of(OpenApiDialect.SWAGGER_2), supported));
        openapi.ifPresent(version ->
                requireVersion(version, List.of(OpenApiDialect.OPENAPI_3, OpenApiDialect.OPENAPI_3_2), supported));
        return swagger.map(version -> SWAGGER).or(() -> openapi.map(version -> OPENAPI));
    }

    private static void requireVersion(Member version, List<OpenApiDialect> dialects, String supported) {
        if (dialects.stream().noneMatch(dialect -> dialect.isVersion(version.text()))) {
            throw Unreadable.at(
                    version,
                    "version %s of '%s' is not supported; %s"
                            .formatted(Unreadable.quote(version.text()), version.name(), supported));
        }
    }

    @Override
    public Map<String, MemberFilter> rootMembers() {
        return OpenApiFilter.ROOT;
    }

    @Override
    public ContractContent read(ContractType type, ContractDocument document, Notes notes) {
        return OpenApiReader.read(document, dialect(type, document), notes);
    }

    @Override
    public MessageDiff messageDiff(ContractDocument before, ContractDocument after) {
        return MessageDiff.of(new MessageComparison(described(before), described(after)).breaks());
    }

    private static DescribedMessages described(ContractDocument document) {
        return DescribedMessages.of(
                document, dialect(document.root().member("swagger").isPresent() ? SWAGGER : OPENAPI, document));
    }

    private static OpenApiDialect dialect(ContractType type, ContractDocument document) {
        if (type.equals(SWAGGER)) {
            return OpenApiDialect.SWAGGER_2;
        }
        return document.root()
                .member("openapi")
                .filter(version -> OpenApiDialect.OPENAPI_3_2.isVersion(version.text()))
                .map(version -> OpenApiDialect.OPENAPI_3_2)
                .orElse(OpenApiDialect.OPENAPI_3);
    }
}
