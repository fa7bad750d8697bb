<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="1" forceraster="0" enableorderby="0">
    <rules key="{neighbourhood}">
      <rule key="{share}" filter="&quot;level&quot; = CASE WHEN @map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk' THEN 'wijk' WHEN minimum(&quot;level&quot;) = 'buurt' OR maximum(&quot;level&quot;) &lt;&gt; 'wijk' THEN minimum(&quot;level&quot;) ELSE 'wijk' END" scalemindenom="15000" label="Wat de woningen halen">
        <rule key="{pass}" symbol="0" filter='"norm_pct" &gt;= 80' label="80 tot 100 % voldoet aan de norm"/>
        <rule key="{some}" symbol="1" filter='"norm_pct" &gt;= 20 AND "norm_pct" &lt; 80' label="20 tot 80 % voldoet aan de norm"/>
        <rule key="{mean20}" symbol="2" filter='"norm_pct" &lt; 20 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &gt;= 1.75' label="minder dan 20 %; gemiddeld 2 criteria gehaald"/>
        <rule key="{mean15}" symbol="3" filter='"norm_pct" &lt; 20 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &gt;= 1.25 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &lt; 1.75' label="minder dan 20 %; gemiddeld 1 à 2 criteria gehaald"/>
        <rule key="{mean10}" symbol="4" filter='"norm_pct" &lt; 20 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &gt;= 0.75 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &lt; 1.25' label="minder dan 20 %; gemiddeld 1 criterium gehaald"/>
        <rule key="{mean05}" symbol="5" filter='"norm_pct" &lt; 20 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &gt;= 0.25 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &lt; 0.75' label="minder dan 20 %; gemiddeld 0 à 1 criterium gehaald"/>
        <rule key="{mean00}" symbol="6" filter='"norm_pct" &lt; 20 AND (coalesce("trees_pct", 0) + coalesce("canopy_pct_homes", 0) + coalesce("access_pct", 0)) / 100 &lt; 0.25' label="minder dan 20 %; bijna geen criterium gehaald"/>
        <rule key="{unknown}" symbol="7" filter='"norm_pct" IS NULL AND "homes" &gt; 0' label="onbekend"/>
        <rule key="{nohomes}" symbol="8" filter='coalesce("homes", 0) = 0' label="geen beoordeelde woningen"/>
        <rule key="{much}" symbol="9" filter='"norm_pct" IS NOT NULL AND 4 * max(coalesce("norm_unknown", 0), coalesce("trees_unknown", 0), coalesce("canopy_unknown", 0), coalesce("access_unknown", 0)) &gt; "homes"' label="gearceerd: meer dan een kwart onbekend"/>
      </rule>
      <rule key="{one}" filter="&quot;level&quot; = CASE WHEN @map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk' THEN 'wijk' WHEN minimum(&quot;level&quot;) = 'buurt' OR maximum(&quot;level&quot;) &lt;&gt; 'wijk' THEN minimum(&quot;level&quot;) ELSE 'wijk' END AND &quot;homes&quot; &gt; 0" scalemindenom="15000" label="Of vink één criterium aan: voldoet, van 0 % (bruin) tot 100 % (blauw)">
        <rule key="{trees}" symbol="10" label="genoeg bomen in zicht" checkstate="0"/>
        <rule key="{canopy}" symbol="11" label="genoeg kroon in de buurt" checkstate="0"/>
        <rule key="{access}" symbol="12" label="groen dichtbij genoeg" checkstate="0"/>
      </rule>
      <rule key="{outline}" symbol="14" filter="&quot;level&quot; = 'buurt'" scalemaxdenom="15000" label="buurtgrens"/>
      <rule key="{town}" symbol="13" filter="&quot;level&quot; IN ('gemeente', 'totaal')" label="grens van de gemeente of het hele gebied"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,114,178,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="86,180,233,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="230,159,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="222,127,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="213,94,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="162,65,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="7" type="fill" alpha="0.9" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="90,90,90,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@7@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="8" type="fill" alpha="0.6" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="235,235,235,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="190,190,190,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.2"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@9@0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@9@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol name="10" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,217,168,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;trees_pct&quot; IS NULL THEN '#ffffff' WHEN &quot;trees_pct&quot; &lt; 20 THEN '#6e2300' WHEN &quot;trees_pct&quot; &lt; 40 THEN '#d55e00' WHEN &quot;trees_pct&quot; &lt; 60 THEN '#f0d9a8' WHEN &quot;trees_pct&quot; &lt; 80 THEN '#56b4e9' ELSE '#0072b2' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value='"trees_pct" IS NULL'/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@10@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;trees_pct&quot; IS NOT NULL AND 4 * &quot;trees_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@10@2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;trees_pct&quot; IS NOT NULL AND 4 * &quot;trees_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@10@3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="GradientFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="gradient_color2" type="QString" value="0,114,178,255"/>
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="color_type" type="QString" value="1"/>
            <Option name="type" type="QString" value="0"/>
            <Option name="coordinate_mode" type="QString" value="0"/>
            <Option name="reference_point1" type="QString" value="0,0.5"/>
            <Option name="reference_point2" type="QString" value="1,0.5"/>
            <Option name="spread" type="QString" value="0"/>
            <Option name="color1" type="QString" value="110,35,0,255"/>
            <Option name="color2" type="QString" value="0,114,178,255"/>
            <Option name="discrete" type="QString" value="0"/>
            <Option name="rampType" type="QString" value="gradient"/>
            <Option name="stops" type="QString" value="0.25;213,94,0,255:0.5;240,217,168,255:0.75;86,180,233,255"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="$id IS NULL"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
      </symbol>
      <symbol name="11" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,217,168,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;canopy_pct_homes&quot; IS NULL THEN '#ffffff' WHEN &quot;canopy_pct_homes&quot; &lt; 20 THEN '#6e2300' WHEN &quot;canopy_pct_homes&quot; &lt; 40 THEN '#d55e00' WHEN &quot;canopy_pct_homes&quot; &lt; 60 THEN '#f0d9a8' WHEN &quot;canopy_pct_homes&quot; &lt; 80 THEN '#56b4e9' ELSE '#0072b2' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value='"canopy_pct_homes" IS NULL'/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@11@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;canopy_pct_homes&quot; IS NOT NULL AND 4 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@11@2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;canopy_pct_homes&quot; IS NOT NULL AND 4 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@11@3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="GradientFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="gradient_color2" type="QString" value="0,114,178,255"/>
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="color_type" type="QString" value="1"/>
            <Option name="type" type="QString" value="0"/>
            <Option name="coordinate_mode" type="QString" value="0"/>
            <Option name="reference_point1" type="QString" value="0,0.5"/>
            <Option name="reference_point2" type="QString" value="1,0.5"/>
            <Option name="spread" type="QString" value="0"/>
            <Option name="color1" type="QString" value="110,35,0,255"/>
            <Option name="color2" type="QString" value="0,114,178,255"/>
            <Option name="discrete" type="QString" value="0"/>
            <Option name="rampType" type="QString" value="gradient"/>
            <Option name="stops" type="QString" value="0.25;213,94,0,255:0.5;240,217,168,255:0.75;86,180,233,255"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="$id IS NULL"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
      </symbol>
      <symbol name="12" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="240,217,168,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;access_pct&quot; IS NULL THEN '#ffffff' WHEN &quot;access_pct&quot; &lt; 20 THEN '#6e2300' WHEN &quot;access_pct&quot; &lt; 40 THEN '#d55e00' WHEN &quot;access_pct&quot; &lt; 60 THEN '#f0d9a8' WHEN &quot;access_pct&quot; &lt; 80 THEN '#56b4e9' ELSE '#0072b2' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value='"access_pct" IS NULL'/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@12@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="110,110,110,255"/>
            <Option name="line_width" type="QString" value="0.25"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;access_pct&quot; IS NOT NULL AND 4 * &quot;access_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@12@2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="coalesce(&quot;access_pct&quot; IS NOT NULL AND 4 * &quot;access_unknown&quot; &gt; &quot;homes&quot;, false)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
          <symbol name="@12@3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="60,60,60,255"/>
            <Option name="line_width" type="QString" value="0.35"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
          </Option>
        </layer>
          </symbol>
        </layer>
        <layer class="GradientFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="gradient_color2" type="QString" value="0,114,178,255"/>
            <Option name="color" type="QString" value="110,35,0,255"/>
            <Option name="color_type" type="QString" value="1"/>
            <Option name="type" type="QString" value="0"/>
            <Option name="coordinate_mode" type="QString" value="0"/>
            <Option name="reference_point1" type="QString" value="0,0.5"/>
            <Option name="reference_point2" type="QString" value="1,0.5"/>
            <Option name="spread" type="QString" value="0"/>
            <Option name="color1" type="QString" value="110,35,0,255"/>
            <Option name="color2" type="QString" value="0,114,178,255"/>
            <Option name="discrete" type="QString" value="0"/>
            <Option name="rampType" type="QString" value="gradient"/>
            <Option name="stops" type="QString" value="0.25;213,94,0,255:0.5;240,217,168,255:0.75;86,180,233,255"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="enabled" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="$id IS NULL"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
        </layer>
      </symbol>
      <symbol name="13" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="30,30,30,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.7"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="14" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,0,0,0"/>
            <Option name="style" type="QString" value="no"/>
            <Option name="outline_color" type="QString" value="120,120,120,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{full}" description="naam, aandeel woningen dat voldoet en hoeveel onbekend is" filter="&quot;level&quot; = CASE WHEN @map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk' THEN 'wijk' WHEN minimum(&quot;level&quot;) = 'buurt' OR maximum(&quot;level&quot;) &lt;&gt; 'wijk' THEN minimum(&quot;level&quot;) ELSE 'wijk' END AND &quot;homes&quot; &gt; 0 AND bounds_width($geometry) * 1000 / @map_scale &gt;= 22 AND bounds_height($geometry) * 1000 / @map_scale &gt;= 20 + 3.7 * (coalesce(&quot;trees_pct&quot; IS NOT NULL AND 20 * &quot;trees_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;canopy_pct_homes&quot; IS NOT NULL AND 20 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;access_pct&quot; IS NOT NULL AND 20 * &quot;access_unknown&quot; &gt; &quot;homes&quot;, false))" scalemindenom="15000" scalemaxdenom="250000">
      <settings calloutType="simple">
        <text-style fieldName="&quot;name&quot; || '\nvoldoet aan' || CASE WHEN &quot;trees_pass&quot; IS NULL THEN '' WHEN &quot;trees_pct&quot; IS NULL THEN '\nbomen onbekend' ELSE '\nbomen ' || to_string(floor(&quot;trees_pct&quot;)) || ' %' || CASE WHEN 20 * &quot;trees_unknown&quot; &gt; &quot;homes&quot; THEN if(bounds_width($geometry) * 1000 / @map_scale &gt;= 50, ' ', '\n') || '(' || to_string(min(99, ceil(100 * &quot;trees_unknown&quot; / &quot;homes&quot;))) || ' % onbekend)' ELSE '' END END || CASE WHEN &quot;canopy_pass&quot; IS NULL THEN '' WHEN &quot;canopy_pct_homes&quot; IS NULL THEN '\nkroon onbekend' ELSE '\nkroon ' || to_string(floor(&quot;canopy_pct_homes&quot;)) || ' %' || CASE WHEN 20 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot; THEN if(bounds_width($geometry) * 1000 / @map_scale &gt;= 50, ' ', '\n') || '(' || to_string(min(99, ceil(100 * &quot;canopy_unknown&quot; / &quot;homes&quot;))) || ' % onbekend)' ELSE '' END END || CASE WHEN &quot;access_pass&quot; IS NULL THEN '' WHEN &quot;access_pct&quot; IS NULL THEN '\ngroen onbekend' ELSE '\ngroen ' || to_string(floor(&quot;access_pct&quot;)) || ' %' || CASE WHEN 20 * &quot;access_unknown&quot; &gt; &quot;homes&quot; THEN if(bounds_width($geometry) * 1000 / @map_scale &gt;= 50, ' ', '\n') || '(' || to_string(min(99, ceil(100 * &quot;access_unknown&quot; / &quot;homes&quot;))) || ' % onbekend)' ELSE '' END END" isExpression="1" fontFamily="Sans Serif" fontSize="8" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
        <dd_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="Priority" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="if(coalesce(&quot;trees_pct&quot; IS NOT NULL AND 20 * &quot;trees_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;canopy_pct_homes&quot; IS NOT NULL AND 20 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;access_pct&quot; IS NOT NULL AND 20 * &quot;access_unknown&quot; &gt; &quot;homes&quot;, false) &gt; 0, 10, 6)"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></dd_properties>
      </settings>
      </rule>
      <rule key="{name}" description="naam, waar voor meer geen plaats is" filter="&quot;level&quot; = CASE WHEN @map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk' THEN 'wijk' WHEN minimum(&quot;level&quot;) = 'buurt' OR maximum(&quot;level&quot;) &lt;&gt; 'wijk' THEN minimum(&quot;level&quot;) ELSE 'wijk' END AND &quot;homes&quot; &gt; 0 AND NOT (bounds_width($geometry) * 1000 / @map_scale &gt;= 22 AND bounds_height($geometry) * 1000 / @map_scale &gt;= 20 + 3.7 * (coalesce(&quot;trees_pct&quot; IS NOT NULL AND 20 * &quot;trees_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;canopy_pct_homes&quot; IS NOT NULL AND 20 * &quot;canopy_unknown&quot; &gt; &quot;homes&quot;, false) + coalesce(&quot;access_pct&quot; IS NOT NULL AND 20 * &quot;access_unknown&quot; &gt; &quot;homes&quot;, false)))" scalemindenom="15000" scalemaxdenom="100000">
      <settings calloutType="simple">
        <text-style fieldName='"name"' isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="level" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="buurt" type="QString" value="buurt"/></Option><Option type="Map"><Option name="wijk" type="QString" value="wijk"/></Option><Option type="Map"><Option name="gemeente" type="QString" value="gemeente"/></Option><Option type="Map"><Option name="hele gebied" type="QString" value="totaal"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Sleutel"/>
    <alias index="1" field="code" name="Code (CBS)"/>
    <alias index="2" field="name" name="Naam"/>
    <alias index="3" field="level" name="Niveau"/>
    <alias index="4" field="parent_code" name="Ligt in"/>
    <alias index="5" field="area_m2" name="Oppervlakte (m²)"/>
    <alias index="6" field="norm" name="Norm"/>
    <alias index="7" field="homes" name="Woningen"/>
    <alias index="8" field="homes_unknown_use" name="Objecten waarvan onbekend is of het woningen zijn"/>
    <alias index="9" field="norm_pass" name="Voldoen aan alles"/>
    <alias index="10" field="norm_fail" name="Voldoen niet"/>
    <alias index="11" field="norm_unknown" name="Onbekend"/>
    <alias index="12" field="norm_pct" name="Voldoen aan alles (% van de bekende)"/>
    <alias index="13" field="trees_pass" name="Bomen in zicht: voldoen"/>
    <alias index="14" field="trees_fail" name="Bomen in zicht: voldoen niet"/>
    <alias index="15" field="trees_unknown" name="Bomen in zicht: onbekend"/>
    <alias index="16" field="trees_pct" name="Bomen in zicht: voldoen (% van de bekende)"/>
    <alias index="17" field="trees_short_equiv" name="Bomen nodig voor het kroontekort"/>
    <alias index="18" field="canopy_pass" name="Kroonbedekking: voldoen"/>
    <alias index="19" field="canopy_fail" name="Kroonbedekking: voldoen niet"/>
    <alias index="20" field="canopy_unknown" name="Kroonbedekking: onbekend"/>
    <alias index="21" field="canopy_pct_homes" name="Kroonbedekking: voldoen (% van de bekende)"/>
    <alias index="22" field="canopy_pct" name="Kroonbedekking van het gebied (%)"/>
    <alias index="23" field="canopy_short_m2" name="Kroontekort (m²)"/>
    <alias index="24" field="access_pass" name="Afstand tot groen: voldoen"/>
    <alias index="25" field="access_fail" name="Afstand tot groen: voldoen niet"/>
    <alias index="26" field="access_unknown" name="Afstand tot groen: onbekend"/>
    <alias index="27" field="access_pct" name="Afstand tot groen: voldoen (% van de bekende)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="norm" hidden="0" width="-1"/>
      <column type="field" name="homes" hidden="0" width="-1"/>
      <column type="field" name="homes_unknown_use" hidden="0" width="-1"/>
      <column type="field" name="norm_pass" hidden="0" width="-1"/>
      <column type="field" name="norm_fail" hidden="0" width="-1"/>
      <column type="field" name="norm_unknown" hidden="0" width="-1"/>
      <column type="field" name="norm_pct" hidden="0" width="-1"/>
      <column type="field" name="trees_pass" hidden="0" width="-1"/>
      <column type="field" name="trees_fail" hidden="0" width="-1"/>
      <column type="field" name="trees_unknown" hidden="0" width="-1"/>
      <column type="field" name="trees_pct" hidden="0" width="-1"/>
      <column type="field" name="trees_short_equiv" hidden="0" width="-1"/>
      <column type="field" name="canopy_pass" hidden="0" width="-1"/>
      <column type="field" name="canopy_fail" hidden="0" width="-1"/>
      <column type="field" name="canopy_unknown" hidden="0" width="-1"/>
      <column type="field" name="canopy_pct_homes" hidden="0" width="-1"/>
      <column type="field" name="canopy_pct" hidden="0" width="-1"/>
      <column type="field" name="canopy_short_m2" hidden="0" width="-1"/>
      <column type="field" name="access_pass" hidden="0" width="-1"/>
      <column type="field" name="access_fail" hidden="0" width="-1"/>
      <column type="field" name="access_unknown" hidden="0" width="-1"/>
      <column type="field" name="access_pct" hidden="0" width="-1"/>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="code" hidden="0" width="-1"/>
      <column type="field" name="name" hidden="0" width="-1"/>
      <column type="field" name="level" hidden="0" width="-1"/>
      <column type="field" name="parent_code" hidden="0" width="-1"/>
      <column type="field" name="area_m2" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Groennorm" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="norm" index="6" showLabel="1"/>
      <attributeEditorField name="homes" index="7" showLabel="1"/>
      <attributeEditorField name="homes_unknown_use" index="8" showLabel="1"/>
      <attributeEditorField name="norm_pass" index="9" showLabel="1"/>
      <attributeEditorField name="norm_fail" index="10" showLabel="1"/>
      <attributeEditorField name="norm_unknown" index="11" showLabel="1"/>
      <attributeEditorField name="norm_pct" index="12" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Bomen in zicht" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="trees_pass" index="13" showLabel="1"/>
      <attributeEditorField name="trees_fail" index="14" showLabel="1"/>
      <attributeEditorField name="trees_unknown" index="15" showLabel="1"/>
      <attributeEditorField name="trees_pct" index="16" showLabel="1"/>
      <attributeEditorField name="trees_short_equiv" index="17" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Kroonbedekking" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="canopy_pass" index="18" showLabel="1"/>
      <attributeEditorField name="canopy_fail" index="19" showLabel="1"/>
      <attributeEditorField name="canopy_unknown" index="20" showLabel="1"/>
      <attributeEditorField name="canopy_pct_homes" index="21" showLabel="1"/>
      <attributeEditorField name="canopy_pct" index="22" showLabel="1"/>
      <attributeEditorField name="canopy_short_m2" index="23" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Afstand tot groen" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="access_pass" index="24" showLabel="1"/>
      <attributeEditorField name="access_fail" index="25" showLabel="1"/>
      <attributeEditorField name="access_unknown" index="26" showLabel="1"/>
      <attributeEditorField name="access_pct" index="27" showLabel="1"/>
    </attributeEditorContainer>
    <attributeEditorContainer name="Gebied" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="code" index="1" showLabel="1"/>
      <attributeEditorField name="name" index="2" showLabel="1"/>
      <attributeEditorField name="level" index="3" showLabel="1"/>
      <attributeEditorField name="parent_code" index="4" showLabel="1"/>
      <attributeEditorField name="area_m2" index="5" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>"name"</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>[% replace(coalesce("name",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</b> ([% CASE WHEN "level" = 'totaal' THEN 'alles samen' ELSE "level" END %])<br>
Groennorm [% replace(coalesce("norm",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %] &middot; [% CASE WHEN coalesce("homes", 0) = 0 THEN 'geen beoordeelde woningen' WHEN "homes" = 1 THEN '1 woning' ELSE "homes" || ' woningen' END %]
<table cellspacing="0">
<tr><td style="padding-right:8px">Bomen in zicht</td><td style="padding-right:8px">[% CASE WHEN "trees_pass" IS NULL OR "homes" = 0 THEN '' WHEN "trees_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("trees_pct")) || ' %' || CASE WHEN 20 * "trees_unknown" > "homes" THEN ' (' || to_string(min(99, ceil(100 * "trees_unknown" / "homes"))) || ' % onbekend)' ELSE '' END END %]</td><td style="padding-right:8px">[% CASE WHEN "trees_pass" IS NULL THEN 'niet beoordeeld' ELSE "trees_pass" || ' voldoen, ' || "trees_fail" || ' niet, ' || "trees_unknown" || ' onbekend' END %]</td></tr>
<tr><td style="padding-right:8px">Kroonbedekking</td><td style="padding-right:8px">[% CASE WHEN "canopy_pass" IS NULL OR "homes" = 0 THEN '' WHEN "canopy_pct_homes" IS NULL THEN 'onbekend' ELSE to_string(floor("canopy_pct_homes")) || ' %' || CASE WHEN 20 * "canopy_unknown" > "homes" THEN ' (' || to_string(min(99, ceil(100 * "canopy_unknown" / "homes"))) || ' % onbekend)' ELSE '' END END %]</td><td style="padding-right:8px">[% CASE WHEN "canopy_pass" IS NULL THEN 'niet beoordeeld' ELSE "canopy_pass" || ' voldoen, ' || "canopy_fail" || ' niet, ' || "canopy_unknown" || ' onbekend' END %]</td></tr>
<tr><td style="padding-right:8px">Afstand tot groen</td><td style="padding-right:8px">[% CASE WHEN "access_pass" IS NULL OR "homes" = 0 THEN '' WHEN "access_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("access_pct")) || ' %' || CASE WHEN 20 * "access_unknown" > "homes" THEN ' (' || to_string(min(99, ceil(100 * "access_unknown" / "homes"))) || ' % onbekend)' ELSE '' END END %]</td><td style="padding-right:8px">[% CASE WHEN "access_pass" IS NULL THEN 'niet beoordeeld' ELSE "access_pass" || ' voldoen, ' || "access_fail" || ' niet, ' || "access_unknown" || ' onbekend' END %]</td></tr>
[% CASE WHEN (("trees_pass" IS NOT NULL) + ("canopy_pass" IS NOT NULL) + ("access_pass" IS NOT NULL)) > 1 THEN '<tr><td style="padding-right:8px"><b>Hele norm</b></td><td style="padding-right:8px"><b>' || CASE WHEN "norm_pass" IS NULL OR "homes" = 0 THEN '' WHEN "norm_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("norm_pct")) || ' %' || CASE WHEN 20 * "norm_unknown" > "homes" THEN ' (' || to_string(min(99, ceil(100 * "norm_unknown" / "homes"))) || ' % onbekend)' ELSE '' END END || '</b></td><td style="padding-right:8px">' || CASE WHEN "norm_pass" IS NULL THEN 'niet beoordeeld' ELSE "norm_pass" || ' voldoen, ' || "norm_fail" || ' niet, ' || "norm_unknown" || ' onbekend' END || '</td></tr>' ELSE '' END %]
</table>
[% CASE WHEN "canopy_pass" IS NULL OR "homes" = 0 THEN '' WHEN "canopy_pct" IS NULL THEN 'Kroonbedekking van het gebied: onbekend' ELSE if("canopy_unknown" > 0, 'Bekende kroonbedekking', 'Kroonbedekking') || ' van het gebied: ' || format_number(floor("canopy_pct" * 10) / 10, 1, 'nl') || ' %' || CASE WHEN "canopy_short_m2" > 0 THEN '; tekort ' || format_number("canopy_short_m2",0,'nl') || ' m² kroon' || coalesce(', ongeveer ' || format_number("trees_short_equiv",0,'nl') || ' volwassen bomen', '') || if("canopy_unknown" > 0, ', waar het oordeel bekend is', '') ELSE '' END END %]</div>]]></mapTip>
</qgis>
