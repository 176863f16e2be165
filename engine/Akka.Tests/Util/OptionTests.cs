using Akka.Util;
using Akka.Util.Extensions;

namespace Akka.Tests.Util;

public class OptionTests
{
    [Fact]
    public void Null_and_default_are_no_value()
    {
        Assert.True(Option<string>.None.IsEmpty);
        Assert.True(default(Option<int>).IsEmpty);
        Assert.True(Option<string>.Create(null!).IsEmpty);
        Assert.True(new Option<string>(null!).IsEmpty);
    }

    [Fact]
    public void A_value_is_kept_even_if_it_is_the_default_of_its_type()
    {
        Option<int> zero = 0;
        Assert.True(zero.HasValue);
        Assert.Equal(0, zero.Value);
        Assert.NotEqual(Option<int>.None, zero);
    }

    [Fact]
    public void It_maps_its_value_and_leaves_none_alone()
    {
        Assert.Equal(Option<string>.Create("2"), 2.AsOption().Select(value => $"{value}"));
        Assert.Equal(Option<string>.None, Option<int>.None.Select(value => $"{value}"));
        Assert.Equal(Option<int>.None, 2.AsOption().FlatSelect(_ => Option<int>.None));
        Assert.Equal(5, Option<int>.None.GetOrElse(5));
        Assert.Equal(2, 2.AsOption().GetOrElse(5));
    }

    [Fact]
    public void It_calls_back_only_with_a_value()
    {
        var seen = new List<int>();
        Option<int>.None.OnSuccess(seen.Add);
        7.AsOption().OnSuccess(seen.Add);
        Assert.Equal([7], seen);
    }

    [Fact]
    public void Equal_values_make_equal_options()
    {
        Assert.True(Option<string>.Create("a") == "a".AsOption());
        Assert.True(Option<string>.Create("a") != Option<string>.None);
        Assert.Equal("a".AsOption().GetHashCode(), "a".AsOption().GetHashCode());
        Assert.Equal("Some<a>", "a".AsOption().ToString());
        Assert.Equal("None", Option<string>.None.ToString());
    }
}
