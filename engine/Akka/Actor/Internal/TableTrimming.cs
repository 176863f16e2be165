namespace Akka.Actor.Internal;

/// <summary>
/// Gives the memory of tables back that were large and are empty: an actor may have had a hundred thousand children at noon and
/// none at night. Small tables keep theirs, as the next entry would only ask for it again.
/// </summary>
internal static class TableTrimming
{
    public const int Small = 64;

    public static void TrimWhenEmpty<TKey, TValue>(this Dictionary<TKey, TValue> table)
        where TKey : notnull
    {
        if (table.Count == 0 && table.Capacity > Small)
            table.TrimExcess();
    }
}
