package dev.gatehouse.contract;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.RootFilter;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.decision.content.RequestReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of contracts that are taken. Immutable. */
public final class ContractKinds {
    private final List<ContractKind> kinds;
    private final Map<ContractType, ContractKind> byType;
    private final RootFilter rootFilter;

    /**
     * @param kinds in the order in which messages list them
     * @throws IllegalArgumentException where two claim the same type, or keep the same member in different ways
     */
    public ContractKinds(List<ContractKind> kinds) {
        this.kinds = List.copyOf(kinds);
        this.byType = byType(kinds);
        this.rootFilter = rootFilter(kinds);
    }

    /** The names of all types, for messages. */
    public String names() {
        return byType.keySet().stream().map(ContractType::text).collect(Collectors.joining(", "));
    }

    /** The type with that exact name. */
    public Optional<ContractType> type(String name) {
        return Optional.of(new ContractType(name)).filter(byType::containsKey);
    }

    /** The kind whose contracts are of that type; empty where there is none (any more). */
    public Optional<ContractKind> find(ContractType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The largest body of a request that any kind looks at, in bytes. */
    public int maximumRequestBytes() {
        return kinds.stream()
                .flatMap(kind -> kind.requestReader().stream())
                .mapToInt(RequestReader::maximumBytes)
                .max()
                .orElse(0);
    }

    /** Whether an object is the root of a document of any kind, maybe of a version that is not read. */
    public boolean begins(Node.Mapping root) {
        ContractDocument document = new ContractDocument(SourceText.of(new byte[0]), root, List.of());
        try {
            return kinds.stream()
                    .filter(kind -> !kind.hasOwnSyntax())
                    .anyMatch(kind -> kind.recognise(document, "").isPresent());
        } catch (ApiException otherVersion) {
            return true;
        }
    }

    List<ContractKind> list() {
        return kinds;
    }

    /** What to keep of a document of which it is not known yet what it is. */
    MemberFilter rootFilter() {
        return rootFilter;
    }

    private static Map<ContractType, ContractKind> byType(List<ContractKind> kinds) {
        Map<ContractType, ContractKind> byType = new LinkedHashMap<>();
        for (ContractKind kind : kinds) {
            for (ContractType type : kind.types()) {
                if (byType.put(type, kind) != null) {
                    throw new IllegalArgumentException("two contract kinds claim the type " + type.text());
                }
            }
        }
        return byType;
    }

    private static RootFilter rootFilter(List<ContractKind> kinds) {
        Map<String, MemberFilter> members = new HashMap<>();
        for (ContractKind kind : kinds) {
            kind.rootMembers().forEach((name, filter) -> {
                if (members.getOrDefault(name, filter) != filter) {
                    throw new IllegalArgumentException(
                            "two contract kinds keep '%s' in different ways".formatted(name));
                }
                members.put(name, filter);
            });
        }
        return new RootFilter(members);
    }
}
