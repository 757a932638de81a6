/**
 * Decides about requests that say in their content what they are for, as those of GraphQL do. What reads such content is a
 * {@link dev.gatehouse.decision.content.RequestReader}; {@link dev.gatehouse.decision.content.ServiceEndpoints} puts both
 * ways together.
 */
@NullMarked
package dev.gatehouse.decision.content;

import org.jspecify.annotations.NullMarked;
