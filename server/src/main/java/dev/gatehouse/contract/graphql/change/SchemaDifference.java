package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.contract.MessageDiff;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.graphql.schema.GraphqlSchema;
import dev.gatehouse.contract.graphql.schema.RootField;
import dev.gatehouse.contract.graphql.schema.SchemaReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares two versions of a schema at every depth. Stateless. */
public final class SchemaDifference {
    private SchemaDifference() {}

    /**
     * What callers of root fields that both have notice.
     *
     * @throws ApiException ERR12103 where one of them cannot be read, or is too large to be compared
     */
    public static MessageDiff between(SourceText before, SourceText after) {
        DescribedSchema oldTypes = new DescribedSchema();
        DescribedSchema newTypes = new DescribedSchema();
        GraphqlSchema old = SchemaReader.read(before, new Notes(), oldTypes::add);
        GraphqlSchema now = SchemaReader.read(after, new Notes(), newTypes::add);
        Set<String> staying = endpoints(now);
        staying.retainAll(endpoints(old));
        Reaching reaching = new Reaching(oldTypes, old.graph(), staying);
        FoundBreaks found = new FoundBreaks();
        List<DeepNeed> needs = new AccessChanges(oldTypes, newTypes, old.graph(), now.graph(), reaching, found)
                .find()
                .list();
        new SchemaChanges(oldTypes, newTypes, old.graph(), now.graph(), reaching, found).find();
        return new MessageDiff(found.list(), needs, "");
    }

    private static Set<String> endpoints(GraphqlSchema schema) {
        return schema.rootFields().stream().map(RootField::endpoint).collect(Collectors.toSet());
    }
}
