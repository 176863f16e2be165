using Akka.Event;
using Akka.Util;
using Akka.Util.Reflection;

namespace Akka.Tests.Util;

public class NamesTests
{
    [Theory]
    [InlineData(0, "$a")]
    [InlineData(25, "$z")]
    [InlineData(26, "$A")]
    [InlineData(63, "$~")]
    [InlineData(64, "$ab")]
    [InlineData(-1, "$~~~~~~~~~~p")]
    public void A_number_becomes_a_name_of_the_fewest_digits(long number, string name) =>
        Assert.Equal(name, Base64Encoding.Base64Encode(number, "$"));

    [Fact]
    public void A_type_is_named_without_its_version()
    {
        Assert.Equal("Akka.Event.DefaultLogger, Akka", typeof(DefaultLogger).TypeQualifiedName());
        Assert.Equal(typeof(DefaultLogger), TypeCache.GetType("Akka.Event.DefaultLogger, Akka"));
        Assert.Null(TypeCache.GetType("Akka.Event.NoSuchThing, Akka"));
    }

    [Fact]
    public void A_class_named_in_configuration_is_created_or_the_reason_given()
    {
        Assert.True(DynamicAccess.CreateInstanceFor<object>("Akka.Event.DummyClassForStringSources, Akka").IsSuccess);
        Assert.IsType<TypeLoadException>(DynamicAccess.CreateInstanceFor<object>("No.Such.Class, Akka").Failure.Value);
        Assert.IsType<InvalidCastException>(DynamicAccess.CreateInstanceFor<IDisposable>("Akka.Event.DummyClassForStringSources, Akka").Failure.Value);
        Assert.IsType<MissingMethodException>(DynamicAccess.CreateInstanceFor<object>("Akka.Event.DummyClassForStringSources, Akka", 1, 2).Failure.Value);
        Assert.IsType<ArgumentNullException>(DynamicAccess.CreateInstanceFor<LogFilterEvaluator>("Akka.Event.LogFilterEvaluator, Akka", [null]).Failure.Value);
    }
}
