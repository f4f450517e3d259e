package io.heliograph.testkit.contract;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/// Which of Heliograph's classes a class may see.
final class OurClasses {
    private OurClasses() {}

    /// Those of these packages, and everything that is not Heliograph's.
    static DescribedPredicate<JavaClass> outside(String... packages) {
        List<String> allowed = List.of(packages);
        return DescribedPredicate.describe("are in " + allowed + " or not ours", type -> {
            String name = type.getBaseComponentType().getPackageName();
            boolean ours = name.startsWith("io.heliograph");
            return !ours || allowed.stream().anyMatch(one -> name.equals(one) || name.startsWith(one + "."));
        });
    }
}
