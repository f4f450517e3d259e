package io.heliograph.core.config.bind;

import io.heliograph.api.GlobList;
import io.heliograph.api.Parser;
import io.heliograph.api.Secret;
import io.heliograph.api.Serializer;
import io.heliograph.api.TagSet;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Questions about the types of components.
public final class Types {
    private Types() {}

    /// The class of a type.
    public static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> throw new IllegalStateException("a configuration record cannot have a component of type " + type);
        };
    }

    /// What stands at `index` in its angle brackets; Object where there are none.
    public static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    /// Whether it is a list or a set.
    public static boolean isList(Class<?> type) {
        return type == List.class || type == Set.class;
    }

    /// Whether it is a map with texts as keys.
    public static boolean isMap(Class<?> type) {
        return type == Map.class;
    }

    /// Whether it is a parser or serializer.
    public static boolean isComponent(Class<?> type) {
        return type == Parser.class || type == Serializer.class;
    }

    /// Whether it is a list, set, map, or a type of ours that stands for one: absent means empty.
    static boolean isContainer(Class<?> type) {
        return isList(type) || isMap(type) || type == GlobList.class || type == TagSet.class;
    }

    /// Whether values of it are secrets, alone or in a list or map.
    public static boolean isSecret(Type type) {
        Class<?> raw = raw(type);
        if (raw == Secret.class) {
            return true;
        }
        return isList(raw) && isSecret(argument(type, 0)) || isMap(raw) && isSecret(argument(type, 1));
    }
}
