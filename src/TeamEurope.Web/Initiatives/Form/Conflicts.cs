namespace TeamEurope.Web.Initiatives.Form;

/// <summary>Where two texts of the same initiative differ, field by field.</summary>
internal static class Conflicts
{
    public static ConflictModel Between(TypedInitiative mine, TypedInitiative theirs, int version) => new(
        version,
        [
            .. theirs.Names.Union(mine.Names)
                .Where(name => name is not "stage" && FieldPaths.IsField(name) && mine[name] != theirs[name])
                .Select(name => new ConflictField(name, mine[name], theirs[name]))
        ]);
}
