package dev.gatehouse.connector.binding;

import dev.gatehouse.connector.http.Call;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came with a request, checked.
 *
 * @param values by name, wherever they stood
 * @param upload the content, where there is some
 */
record Arguments(Call call, ObjectNode values, Optional<Upload> upload) {}
