<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="1" forceraster="0" enableorderby="0">
    <rules key="{neighbourhood}">
      <rule key="{share}" filter="&quot;level&quot; = if(@map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk', 'wijk', 'buurt')" scalemindenom="15000" label="Woningen die aan de hele norm voldoen">
        <rule key="{class0}" symbol="0" filter='"norm_pct" &lt; 20' label="0 tot 20 %"/>
        <rule key="{class1}" symbol="1" filter='"norm_pct" &gt;= 20 AND "norm_pct" &lt; 40' label="20 tot 40 %"/>
        <rule key="{class2}" symbol="2" filter='"norm_pct" &gt;= 40 AND "norm_pct" &lt; 60' label="40 tot 60 %"/>
        <rule key="{class3}" symbol="3" filter='"norm_pct" &gt;= 60 AND "norm_pct" &lt; 80' label="60 tot 80 %"/>
        <rule key="{class4}" symbol="4" filter='"norm_pct" &gt;= 80' label="80 tot 100 %"/>
        <rule key="{unknown}" symbol="5" filter='"norm_pct" IS NULL AND "homes" &gt; 0' label="onbekend"/>
        <rule key="{nohomes}" symbol="6" filter='coalesce("homes", 0) = 0' label="geen woningen"/>
      </rule>
      <rule key="{trees}" symbol="8" filter="&quot;level&quot; = if(@map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk', 'wijk', 'buurt') AND &quot;homes&quot; &gt; 0" scalemindenom="15000" label="Toon in plaats daarvan: bomen in zicht" checkstate="0"/>
      <rule key="{canopy}" symbol="9" filter="&quot;level&quot; = if(@map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk', 'wijk', 'buurt') AND &quot;homes&quot; &gt; 0" scalemindenom="15000" label="Toon in plaats daarvan: kroonbedekking" checkstate="0"/>
      <rule key="{access}" symbol="10" filter="&quot;level&quot; = if(@map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk', 'wijk', 'buurt') AND &quot;homes&quot; &gt; 0" scalemindenom="15000" label="Toon in plaats daarvan: groen op loopafstand" checkstate="0"/>
      <rule key="{much}" symbol="7" filter="&quot;level&quot; = if(@map_scale &gt;= 75000 AND maximum(&quot;level&quot;) = 'wijk', 'wijk', 'buurt') AND &quot;norm_unknown&quot; * 2 &gt; &quot;homes&quot; AND &quot;norm_pct&quot; IS NOT NULL" scalemindenom="15000" label="meer dan de helft onbekend"/>
      <rule key="{outline}" symbol="12" filter="&quot;level&quot; = 'buurt'" scalemaxdenom="15000" label="buurtgrens"/>
      <rule key="{town}" symbol="11" filter="&quot;level&quot; IN ('gemeente', 'totaal')" label="grens van de gemeente of het hele gebied"/>
    </rules>
    <symbols>
      <symbol name="0" type="fill" alpha="0.85" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="0,32,77,255"/>
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
            <Option name="color" type="QString" value="65,77,107,255"/>
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
            <Option name="color" type="QString" value="124,123,120,255"/>
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
            <Option name="color" type="QString" value="188,175,111,255"/>
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
            <Option name="color" type="QString" value="255,234,70,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="fill" alpha="0.9" clip_to_extent="1" force_rhr="0">
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
          <symbol name="@5@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <symbol name="6" type="fill" alpha="0.6" clip_to_extent="1" force_rhr="0">
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
      <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="angle" type="QString" value="45"/>
            <Option name="distance" type="QString" value="2.4"/>
            <Option name="distance_unit" type="QString" value="MM"/>
            <Option name="color" type="QString" value="255,255,255,255"/>
            <Option name="line_width" type="QString" value="0.9"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
          </Option>
          <symbol name="@7@0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
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
          <symbol name="@7@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <symbol name="8" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="188,175,111,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;trees_pct&quot; IS NULL THEN '#ffffff' WHEN &quot;trees_pct&quot; &lt; 20 THEN '#00204d' WHEN &quot;trees_pct&quot; &lt; 40 THEN '#414d6b' WHEN &quot;trees_pct&quot; &lt; 60 THEN '#7c7b78' WHEN &quot;trees_pct&quot; &lt; 80 THEN '#bcaf6f' ELSE '#ffea46' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
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
          <symbol name="@8@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="188,175,111,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;canopy_pct_homes&quot; IS NULL THEN '#ffffff' WHEN &quot;canopy_pct_homes&quot; &lt; 20 THEN '#00204d' WHEN &quot;canopy_pct_homes&quot; &lt; 40 THEN '#414d6b' WHEN &quot;canopy_pct_homes&quot; &lt; 60 THEN '#7c7b78' WHEN &quot;canopy_pct_homes&quot; &lt; 80 THEN '#bcaf6f' ELSE '#ffea46' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
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
          <symbol name="@9@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <symbol name="10" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="188,175,111,255"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_color" type="QString" value="255,255,255,255"/>
            <Option name="outline_style" type="QString" value="solid"/>
            <Option name="outline_width" type="QString" value="0.3"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="miter"/>
          </Option>
          <data_defined_properties><Option type="Map"><Option name="name" type="QString" value=""/><Option name="properties" type="Map"><Option name="fillColor" type="Map"><Option name="active" type="bool" value="true"/><Option name="expression" type="QString" value="CASE WHEN &quot;access_pct&quot; IS NULL THEN '#ffffff' WHEN &quot;access_pct&quot; &lt; 20 THEN '#00204d' WHEN &quot;access_pct&quot; &lt; 40 THEN '#414d6b' WHEN &quot;access_pct&quot; &lt; 60 THEN '#7c7b78' WHEN &quot;access_pct&quot; &lt; 80 THEN '#bcaf6f' ELSE '#ffea46' END"/><Option name="type" type="int" value="3"/></Option></Option><Option name="type" type="QString" value="collection"/></Option></data_defined_properties>
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
      </symbol>
      <symbol name="11" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <symbol name="12" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <rule key="{buurt}" description="buurt: naam en aandelen" filter="&quot;level&quot; = 'buurt' AND &quot;homes&quot; &gt; 0" scalemindenom="15000" scalemaxdenom="40000">
      <settings calloutType="simple">
        <text-style fieldName="&quot;name&quot; || '\nwoningen die voldoen:' || CASE WHEN &quot;trees_pass&quot; IS NOT NULL THEN '\nbomen ' || coalesce(to_string(floor(&quot;trees_pct&quot;)) || ' %','?') ELSE '' END || CASE WHEN &quot;canopy_pass&quot; IS NOT NULL THEN '\nkroon ' || coalesce(to_string(floor(&quot;canopy_pct_homes&quot;)) || ' %','?') ELSE '' END || CASE WHEN &quot;access_pass&quot; IS NOT NULL THEN '\ngroen ' || coalesce(to_string(floor(&quot;access_pct&quot;)) || ' %','?') ELSE '' END" isExpression="1" fontFamily="Sans Serif" fontSize="8" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="0" bufferSize="1" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
          <background shapeDraw="1" shapeType="0" shapeSizeType="0" shapeSizeX="0.8" shapeSizeY="0.4" shapeSizeUnit="MM" shapeFillColor="255,255,255,255" shapeBorderWidth="0" shapeBorderColor="255,255,255,0" shapeOpacity="0.85" shapeRadiiX="0.6" shapeRadiiY="0.6" shapeRadiiUnit="MM"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="1" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{buurtnaam}" description="buurt: naam" filter="&quot;level&quot; = 'buurt' AND &quot;homes&quot; &gt; 0" scalemindenom="40000" scalemaxdenom="75000">
      <settings calloutType="simple">
        <text-style fieldName='"name"' isExpression="1" fontFamily="Sans Serif" fontSize="7.5" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="0" bufferSize="1" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
          <background shapeDraw="1" shapeType="0" shapeSizeType="0" shapeSizeX="0.8" shapeSizeY="0.4" shapeSizeUnit="MM" shapeFillColor="255,255,255,255" shapeBorderWidth="0" shapeBorderColor="255,255,255,0" shapeOpacity="0.85" shapeRadiiX="0.6" shapeRadiiY="0.6" shapeRadiiUnit="MM"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="1" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="1" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
      <rule key="{wijk}" description="wijk: naam en aandelen" filter="&quot;level&quot; = 'wijk' AND &quot;homes&quot; &gt; 0" scalemindenom="75000" scalemaxdenom="250000">
      <settings calloutType="simple">
        <text-style fieldName="&quot;name&quot; || '\nwoningen die voldoen:' || CASE WHEN &quot;trees_pass&quot; IS NOT NULL THEN '\nbomen ' || coalesce(to_string(floor(&quot;trees_pct&quot;)) || ' %','?') ELSE '' END || CASE WHEN &quot;canopy_pass&quot; IS NOT NULL THEN '\nkroon ' || coalesce(to_string(floor(&quot;canopy_pct_homes&quot;)) || ' %','?') ELSE '' END || CASE WHEN &quot;access_pass&quot; IS NOT NULL THEN '\ngroen ' || coalesce(to_string(floor(&quot;access_pct&quot;)) || ' %','?') ELSE '' END" isExpression="1" fontFamily="Sans Serif" fontSize="8" fontSizeUnit="Point" fontWeight="50" namedStyle="Regular" textColor="20,20,20,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="0" bufferSize="1" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
          <background shapeDraw="1" shapeType="0" shapeSizeType="0" shapeSizeX="0.8" shapeSizeY="0.4" shapeSizeUnit="MM" shapeFillColor="255,255,255,255" shapeBorderWidth="0" shapeBorderColor="255,255,255,0" shapeOpacity="0.85" shapeRadiiX="0.6" shapeRadiiY="0.6" shapeRadiiUnit="MM"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="1" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="6" fitInPolygonOnly="1" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="1" displayAll="0" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
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
    <alias index="12" field="norm_pct" name="Voldoen aan alles (% van de beoordeelde)"/>
    <alias index="13" field="trees_pass" name="Bomen in zicht: voldoen"/>
    <alias index="14" field="trees_fail" name="Bomen in zicht: voldoen niet"/>
    <alias index="15" field="trees_unknown" name="Bomen in zicht: onbekend"/>
    <alias index="16" field="trees_pct" name="Bomen in zicht: voldoen (%)"/>
    <alias index="17" field="trees_short_equiv" name="Bomen nodig voor het kroontekort"/>
    <alias index="18" field="canopy_pass" name="Kroonbedekking: voldoen"/>
    <alias index="19" field="canopy_fail" name="Kroonbedekking: voldoen niet"/>
    <alias index="20" field="canopy_unknown" name="Kroonbedekking: onbekend"/>
    <alias index="21" field="canopy_pct_homes" name="Kroonbedekking: voldoen (%)"/>
    <alias index="22" field="canopy_pct" name="Kroonbedekking van het gebied (%)"/>
    <alias index="23" field="canopy_short_m2" name="Kroontekort (m²)"/>
    <alias index="24" field="access_pass" name="Groen op loopafstand: voldoen"/>
    <alias index="25" field="access_fail" name="Groen op loopafstand: voldoen niet"/>
    <alias index="26" field="access_unknown" name="Groen op loopafstand: onbekend"/>
    <alias index="27" field="access_pct" name="Groen op loopafstand: voldoen (%)"/>
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
    <attributeEditorContainer name="Groen op loopafstand" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
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
Groennorm [% replace(coalesce("norm",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %] &middot; [% "homes" %] woningen
<table cellspacing="0">
<tr><td style="padding-right:8px">Bomen in zicht</td><td style="padding-right:8px">[% CASE WHEN "trees_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("trees_pct")) || ' %' END %]</td><td style="padding-right:8px">[% CASE WHEN "trees_pass" IS NULL THEN 'niet beoordeeld' ELSE "trees_pass" || ' voldoen, ' || "trees_fail" || ' niet, ' || "trees_unknown" || ' onbekend' END %]</td></tr>
<tr><td style="padding-right:8px">Kroonbedekking</td><td style="padding-right:8px">[% CASE WHEN "canopy_pct_homes" IS NULL THEN 'onbekend' ELSE to_string(floor("canopy_pct_homes")) || ' %' END %]</td><td style="padding-right:8px">[% CASE WHEN "canopy_pass" IS NULL THEN 'niet beoordeeld' ELSE "canopy_pass" || ' voldoen, ' || "canopy_fail" || ' niet, ' || "canopy_unknown" || ' onbekend' END %]</td></tr>
<tr><td style="padding-right:8px">Groen op loopafstand</td><td style="padding-right:8px">[% CASE WHEN "access_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("access_pct")) || ' %' END %]</td><td style="padding-right:8px">[% CASE WHEN "access_pass" IS NULL THEN 'niet beoordeeld' ELSE "access_pass" || ' voldoen, ' || "access_fail" || ' niet, ' || "access_unknown" || ' onbekend' END %]</td></tr>
<tr><td style="padding-right:8px"><b>Hele norm</b></td><td style="padding-right:8px"><b>[% CASE WHEN "norm_pct" IS NULL THEN 'onbekend' ELSE to_string(floor("norm_pct")) || ' %' END %]</b></td><td style="padding-right:8px">[% "norm_pass" %] voldoen, [% "norm_fail" %] niet, [% "norm_unknown" %] onbekend</td></tr>
</table>
Kroonbedekking van het gebied: [% coalesce(format_number(floor("canopy_pct" * 10) / 10, 1, 'nl') || ' %','onbekend') %][% CASE WHEN "canopy_short_m2" > 0 THEN '; tekort ' || format_number("canopy_short_m2",0,'nl') || ' m² kroon, ongeveer ' || format_number("trees_short_equiv",0,'nl') || ' volwassen bomen' ELSE '' END %]</div>]]></mapTip>
</qgis>
