package dev.gatehouse.connector.binding;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation of a document.
 *
 * @param path with the document's base path
 * @param arguments what the members of the body have to be like, in whichever form they come; null where it has no body
 * @param members the names of those members
 * @param mediaTypes of the body
 * @param fileFields the parts of a form that are files
 */
record DocumentOperation(
        String id,
        String method,
        String path,
        Map<String, Parameter> parameters,
        @Nullable Schema arguments,
        Set<String> members,
        List<String> mediaTypes,
        Set<String> fileFields) {
    boolean reads(String mediaType) {
        return mediaTypes.contains(mediaType);
    }
}
