package dev.gatehouse.testing;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.Operation;
import dev.gatehouse.contract.Security;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.StandardFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind of contract that no server supports: {@code toy: <name>} with {@code calls}, each with its scope. Stateless. */
public final class ToyKind implements ContractKind {
    public static final ContractType TOY = new ContractType("toy");

    @Override
    public List<ContractType> types() {
        return List.of(TOY);
    }

    @Override
    public String documents() {
        return "toys";
    }

    @Override
    public String missing() {
        return "no 'toy'";
    }

    @Override
    public Optional<ContractType> recognise(ContractDocument document, String supported) {
        return document.root().member("toy").map(member -> TOY);
    }

    @Override
    public Map<String, MemberFilter> rootMembers() {
        return Map.of("drawings", StandardFilter.SKIM);
    }

    @Override
    public ContractContent read(ContractType type, ContractDocument document, Notes notes) {
        Node.Mapping calls = document.root().member("calls").orElseThrow().mapping();
        return new ContractContent(
                document.root().member("toy").orElseThrow().text(),
                "",
                calls.members().values().stream().map(ToyKind::operation).toList(),
                Map.of(),
                true,
                List.of());
    }

    private static Operation operation(Node.Member call) {
        Security security = new Security(false, List.of(List.of(call.string())));
        return new Operation("toy:" + call.name(), call.name(), false, Optional.of(security), false, null, null);
    }

    @Override
    public String mediaType(SourceText document) {
        return "application/toy";
    }
}
