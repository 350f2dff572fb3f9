namespace TeamEurope.Testing.Tsql;

/// <summary>Values for a query's parameters: plain ones, none at all where that is possible, and long lists.</summary>
internal static class SampleValues
{
    private const int Few = 2;
    private const int Many = 3_000;

    public static IEnumerable<Dictionary<string, object?>> Of(IReadOnlyDictionary<string, Type> parameters)
    {
        yield return parameters.ToDictionary(p => p.Key, p => Value(p.Value, Few));
        if (parameters.Values.Any(t => ElementOf(t) is not null))
        {
            yield return parameters.ToDictionary(p => p.Key, p => Value(p.Value, Many));
        }

        if (parameters.Values.Any(MayBeNull))
        {
            yield return parameters.ToDictionary(p => p.Key, p => MayBeNull(p.Value) ? null : Value(p.Value, Few));
        }
    }

    private static bool MayBeNull(Type type) => Nullable.GetUnderlyingType(type) is not null || type == typeof(string);

    private static object? Value(Type type, int howMany)
    {
        if (ElementOf(type) is not { } element)
        {
            return Plain(type, 0);
        }

        var items = Array.CreateInstance(element, howMany);
        for (var i = 0; i < howMany; i++)
        {
            items.SetValue(Plain(element, i), i);
        }

        // A dictionary's keys come from a dictionary only; what is asked for is the same as with a list of them.
        return type.IsInstanceOfType(items) ? items
            : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>.KeyCollection)
                ? Activator.CreateInstance(type, [Keyed(type.GetGenericArguments(), items)])
            : Activator.CreateInstance(type, [items]);
    }

    private static System.Collections.IDictionary Keyed(Type[] types, Array keys)
    {
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(types))!;
        foreach (var key in keys)
        {
            dictionary[key] = Plain(types[1], 0);
        }

        return dictionary;
    }

    private static object? Plain(Type type, int number)
    {
        var inside = Nullable.GetUnderlyingType(type) ?? type;
        return inside == typeof(string) ? "text" + number
            : inside == typeof(int) ? number
            : inside == typeof(long) ? (long)number
            : inside == typeof(Guid) ? new Guid(number, 0, 0, new byte[8])
            : inside.IsEnum ? Enum.GetValues(inside).GetValue(number % Enum.GetValues(inside).Length)
            : inside.IsValueType ? Activator.CreateInstance(inside)
            : null;
    }

    private static Type? ElementOf(Type type) => type == typeof(string) || type == typeof(byte[]) ? null
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
