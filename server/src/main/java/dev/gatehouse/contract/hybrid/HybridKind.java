package dev.gatehouse.contract.hybrid;

import dev.gatehouse.contract.ContractContent;
import dev.gatehouse.contract.ContractDocument;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Notes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The hybrid framework's list of actions. Stateless. */
public final class HybridKind implements ContractKind {
    public static final ContractType HYBRID = new ContractType("hybrid");

    @Override
    public List<ContractType> types() {
        return List.of(HYBRID);
    }

    @Override
    public String documents() {
        return "hybrid specifications";
    }

    @Override
    public String missing() {
        return "no 'action' with 'service'";
    }

    @Override
    public boolean believesSenders() {
        return true;
    }

    @Override
    public Optional<ContractType> recognise(ContractDocument document, String supported) {
        Node.Mapping root = document.root();
        boolean recognised =
                (root.member("action").isPresent() && root.member("service").isPresent())
                        || HybridNames.isNamedForm(root);
        return recognised ? Optional.of(HYBRID) : Optional.empty();
    }

    @Override
    public Map<String, MemberFilter> rootMembers() {
        return HybridFilter.ROOT;
    }

    @Override
    public MessageDiff messageDiff(ContractDocument before, ContractDocument after) {
        return MessageDiff.of(HybridMessages.breaks(HybridMessages.of(before), HybridMessages.of(after)));
    }

    @Override
    public ContractContent read(ContractType type, ContractDocument document, Notes notes) {
        return HybridReader.read(document, notes);
    }
}
