namespace Akka.Configuration.Hocon;

/// <summary>
/// How deep and how large a tree of values is. Substitutions share subtrees, so a short text can stand for a tree that
/// no walk would finish; the extent is known when a node is built, and refuses it there.
/// </summary>
/// <param name="Depth">Levels, 1 for a leaf.</param>
/// <param name="Count">Values, shared ones counted at every place.</param>
internal readonly record struct HoconExtent(int Depth, long Count)
{
    public static readonly HoconExtent Leaf = new(1, 1);

    public static HoconExtent Of(IHoconElement element) => element switch
    {
        HoconObject @object => @object.Extent,
        HoconArray array => array.Extent,
        _ => Leaf,
    };

    public static HoconExtent Around(IEnumerable<HoconValue> values)
    {
        var depth = 0;
        long count = 1;
        foreach (var value in values)
        {
            depth = Math.Max(depth, value.Extent.Depth);
            count += value.Extent.Count;
        }

        if (depth >= HoconLimits.MaxDepth)
        {
            throw new ConfigurationException(
                $"Objects and arrays nest too deeply, {HoconLimits.MaxDepth} levels are allowed; make the configuration flatter.");
        }

        if (count > HoconLimits.MaxValues)
        {
            throw new ConfigurationException(
                $"The configuration unfolds to more than {HoconLimits.MaxValues} values; use fewer substitutions of objects in objects.");
        }

        return new HoconExtent(depth + 1, count);
    }
}
